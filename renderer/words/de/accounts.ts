// The words of accounts, their sync, the outbox and labels, in German.
import type { accounts as english } from '../en/accounts.ts'
import type { Translation } from '../message.ts'

export const accounts = {
  unknown: 'Ein Konto, das es nicht mehr gibt',
  work: 'Abgleich: {done} von {total}',
  task: 'Abgleich mit Konten',
} satisfies Translation<typeof english>
