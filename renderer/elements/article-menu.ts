// What can be done with one article of the list, as a menu; the keys beside it teach themselves.
import type { ArticleHead } from '../../main/contract/models.ts'
import { actions, keysOf } from '../state/actions.ts'
import { onMac, runAction } from '../state/keyboard.ts'
import { showKeys } from '../state/keys.ts'
import { chooseLabels } from '../state/labels.ts'
import { toggle } from '../state/marks.ts'
import { store } from '../state/store.ts'
import { t } from '../words/words.ts'
import type { IconName } from './icons.ts'
import type { MenuItem } from './menu.ts'

export function menuOf(head: ArticleHead): MenuItem[] {
  return [
    {
      label: head.read ? t('shell.markUnread') : t('shell.markRead'),
      icon: 'check',
      keys: keys('article.toggleRead'),
      run: () => void toggle(head.id, 'read'),
    },
    {
      label: head.saved ? t('shell.unsave') : t('shell.save'),
      icon: 'bookmark',
      keys: keys('article.toggleSaved'),
      run: () => void toggle(head.id, 'saved'),
    },
    {
      label: t('accounts.doLabel'),
      icon: 'label',
      keys: keys('article.label'),
      run: () => chooseLabels(head.id),
    },
    'rule',
    item('article.openOriginal', t('shell.openOriginal'), 'external', head.url === null),
    item('article.copyAddress', t('shell.copyAddress'), 'copy', head.url === null),
    item('article.complete', t('shell.doComplete'), 'download', head.completeness === 'complete'),
    'rule',
    item('list.markAbove', t('shell.markAbove'), 'arrowUp'),
    item('list.markBelow', t('shell.markBelow'), 'arrowDown'),
    item('list.markAllRead', t('shell.markAllRead'), 'checkAll'),
  ]
}

function item(id: string, label: string, icon: IconName, disabled = false): MenuItem {
  return {
    label,
    icon,
    disabled,
    keys: keys(id),
    run: () => {
      const action = actions.find((each) => each.id === id)
      if (action !== undefined) runAction(action)
    },
  }
}

function keys(id: string): string {
  const action = actions.find((each) => each.id === id)
  return action === undefined ? '' : keyText(keysOf(action, store.settings.keys))
}

/** "Ctrl+K", "G A", as it is printed beside a command. */
export const keyText = (sequence: string): string =>
  showKeys(sequence, onMac(), {
    Ctrl: t('shell.keyCtrl'),
    Shift: t('shell.keyShift'),
    Alt: t('shell.keyAlt'),
    Space: t('shell.keySpace'),
  })
    .map((stroke) => stroke.join(onMac() ? '' : '+'))
    .join(' ')
