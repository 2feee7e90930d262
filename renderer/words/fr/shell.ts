// The words of the window's frame, its tree, its list and its keys, in French.
import type { shell as english } from '../en/shell.ts'
import type { Translation } from '../message.ts'

export const shell = {
  close: 'Fermer',
  dismiss: 'Masquer',
  undo: 'Annuler',
  undone: 'C’est annulé.',
  messages: 'Messages',
} satisfies Translation<typeof english>
