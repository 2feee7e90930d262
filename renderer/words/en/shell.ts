// The words of the window's frame, its tree, its list and its keys, in English.
import type { Messages } from '../message.ts'

export const shell = {
  close: 'Close',
  dismiss: 'Dismiss',
  undo: 'Undo',
  undone: 'Undone.',
  messages: 'Messages',
} as const satisfies Messages
