// The words of the window's frame, its tree, its list and its keys, in German.
import type { shell as english } from '../en/shell.ts'
import type { Translation } from '../message.ts'

export const shell = {
  close: 'Schließen',
  dismiss: 'Ausblenden',
  undo: 'Rückgängig',
  undone: 'Rückgängig gemacht.',
  messages: 'Meldungen',
} satisfies Translation<typeof english>
