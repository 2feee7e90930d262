// The words of accounts, their sync, the outbox and labels, in French.
import type { accounts as english } from '../en/accounts.ts'
import type { Translation } from '../message.ts'

export const accounts = {
  unknown: 'Un compte qui n’est plus là',
  work: 'Synchronisation : {done} sur {total}',
  task: 'Synchronisation des comptes',
} satisfies Translation<typeof english>
