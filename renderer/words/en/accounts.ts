// The words of accounts, their sync, the outbox and labels, in English.
import type { Messages } from '../message.ts'

export const accounts = {
  unknown: 'An account that is gone',
  work: 'Syncing: {done} of {total}',
  task: 'Sync with accounts',
} as const satisfies Messages
