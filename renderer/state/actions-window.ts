// What is done with the window itself.
import type { Theme } from '../../main/contract/models.ts'
import type { PlainKey } from '../words/words.ts'
import type { Action } from './actions.ts'
import { place, type DialogName } from './place.ts'
import { store } from './store.ts'
import { canUndo, undoLast } from './undo.ts'

const always = (): boolean => true
const open = (name: DialogName) => (): void => place.go({ dialog: { name } })

const theme = (name: Theme, words: PlainKey): Action => ({
  id: `window.theme.${name}`,
  group: 'window',
  words,
  defaultKeys: '',
  run: async () => void (await store.run('settings.change', { settings: { theme: name } })),
  enabled: () => store.settings.theme !== name,
})

export const windowActions: Action[] = [
  {
    id: 'window.palette',
    group: 'window',
    words: 'shell.doPalette',
    defaultKeys: 'Mod+k',
    run: open('palette'),
    enabled: always,
    whileTyping: true,
  },
  { id: 'window.keys', group: 'window', words: 'shell.doKeys', defaultKeys: '?', run: open('keys'), enabled: always },
  { id: 'window.undo', group: 'window', words: 'shell.doUndo', defaultKeys: 'Mod+z', run: undoLast, enabled: canUndo },
  {
    id: 'window.settings',
    group: 'window',
    words: 'shell.doSettings',
    defaultKeys: 'Mod+,',
    run: open('settings'),
    enabled: always,
    whileTyping: true,
  },
  {
    id: 'window.storage',
    group: 'window',
    words: 'shell.doStorage',
    defaultKeys: '',
    run: open('storage'),
    enabled: always,
  },
  {
    id: 'window.backups',
    group: 'window',
    words: 'shell.doBackups',
    defaultKeys: '',
    run: open('backups'),
    enabled: always,
  },
  theme('light', 'shell.doThemeLight'),
  theme('dark', 'shell.doThemeDark'),
  theme('sepia', 'shell.doThemeSepia'),
  theme('system', 'shell.doThemeSystem'),
]
