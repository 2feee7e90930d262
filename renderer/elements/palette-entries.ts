// All that the palette can find: every command, every account, label, folder and feed.
import type { TemplateResult } from 'lit'
import { actions, keysOf } from '../state/actions.ts'
import { stateWords } from '../state/account-words.ts'
import { stateOf } from '../state/accounts.ts'
import { signInAgain } from '../state/actions-accounts.ts'
import { goTo } from '../state/actions-going.ts'
import { feedName } from '../state/folders.ts'
import { fold } from '../state/fuzzy.ts'
import { runAction } from '../state/keyboard.ts'
import { store } from '../state/store.ts'
import { formatNumber, t } from '../words/words.ts'
import { keyText } from './article-menu.ts'
import { feedIcon } from './feed-icon.ts'
import { icon } from './icons.ts'

export interface PaletteEntry {
  key: string
  text: string
  kind: string
  icon: TemplateResult
  /** At the end of the line: keys, or what is unread. */
  end: string
  run: () => void
}
export interface IndexedEntry {
  folded: string
  weight: number
  item: PaletteEntry
}

/** Everything there is, with what is likely meant first. */
export function paletteEntries(): IndexedEntry[] {
  const { feeds, folders, accounts, labels, counts, settings } = store.snapshot
  const entries: IndexedEntry[] = []
  /** `also`: words by which it is found, too. */
  const add = (weight: number, item: PaletteEntry, also = ''): void =>
    void entries.push({ folded: fold(`${item.text} ${also}`.trim()), weight, item })
  for (const action of actions) {
    if (action.id === 'window.palette' || !action.enabled()) continue
    const kind = action.id.startsWith('accounts.') ? t('accounts.kindAccount') : ''
    const entry = {
      key: action.id,
      text: t(action.words),
      kind,
      icon: icon('chevronRight'),
      end: keyText(keysOf(action, settings.keys)),
      run: () => runAction(action),
    }
    add(2, entry, kind)
  }
  for (const account of accounts) {
    const end = stateOf(account.id)
    add(1, {
      key: `account ${account.id}`,
      text: account.title,
      kind: t('accounts.kindAccount'),
      icon: icon('account'),
      end: end === null ? '' : stateWords(account, end).text,
      run: () => goTo({ kind: 'account', id: account.id }),
    })
    if (!account.abilities.fetchesHere)
      add(end?.kind === 'expired' ? 3 : 0, {
        key: `signIn ${account.id}`,
        text: t('accounts.signInTo', { title: account.title }),
        kind: '',
        icon: icon('signIn'),
        end: '',
        run: () => signInAgain(account.id),
      })
  }
  for (const { label, articles } of labels)
    add(1, {
      key: `label ${label}`,
      text: label,
      kind: t('accounts.kindLabel'),
      icon: icon('label'),
      end: formatNumber(articles),
      run: () => goTo({ kind: 'label', label }),
    })
  for (const folder of folders.values())
    add(1, {
      key: `folder ${folder.id}`,
      text: folder.title,
      kind: t('shell.kindFolder'),
      icon: icon('folder'),
      end: '',
      run: () => goTo({ kind: 'folder', id: folder.id }),
    })
  for (const feed of feeds.values()) {
    const unread = counts.feeds[feed.id]?.[0] ?? 0
    add(0, {
      key: `feed ${feed.id}`,
      text: feedName(feed),
      kind: t('shell.kindPaper'),
      icon: feedIcon(feed),
      end: unread === 0 ? '' : formatNumber(unread),
      run: () => goTo({ kind: 'feed', id: feed.id }),
    })
  }
  return entries
}
