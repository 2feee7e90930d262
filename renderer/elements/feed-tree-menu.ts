// What can be done with a row of the tree, as a menu.
import type { AccountId, FolderId } from '../../main/contract/models.ts'
import { markAllRead } from '../state/marks.ts'
import { refresh, removeFolder, unfollow } from '../state/actions-papers.ts'
import { feedsWithin } from '../state/folders.ts'
import { place } from '../state/place.ts'
import { store } from '../state/store.ts'
import { toast } from '../state/toasts.ts'
import { moveByKey } from '../state/tree-moves.ts'
import { scopeOf, type Row } from '../state/tree.ts'
import { can, homeOf } from '../state/accounts.ts'
import { chooseLabels, removeLabel } from '../state/labels.ts'
import { current } from '../state/actions-reading.ts'
import { accountItems } from './account-menu.ts'
import { canRename } from './feed-tree-naming.ts'
import { t } from '../words/words.ts'
import type { MenuItem } from './menu.ts'

export interface TreeDeeds {
  rename(row: Row): void
  newFolder(parentId: FolderId | null, accountId: AccountId | null): void
  move(row: Row, direction: 'up' | 'down' | 'in' | 'out'): void
}

export function menuOf(row: Row, deeds: TreeDeeds): MenuItem[] {
  const scope = scopeOf(row)
  const markAll: MenuItem = {
    label: t('shell.markAllRead'),
    icon: 'checkAll',
    disabled: scope === null || row.unread === 0 || row.key === 'saved',
    run: () => scope !== null && void markAllRead(scope),
  }
  const rename: MenuItem = { label: t('shell.rename'), icon: 'edit', keys: 'F2', run: () => deeds.rename(row) }
  if (row.kind === 'smart' || row.kind === 'home')
    return [
      { label: t('shell.refreshHere'), icon: 'refresh', run: () => void refresh(null) },
      ...(scope === null ? [] : [markAll]),
      'rule',
      ...adding(),
      { label: t('shell.newFolder'), icon: 'folderPlus', run: () => deeds.newFolder(null, null) },
    ]
  if (row.kind === 'account' || row.kind === 'chip') {
    const { account, state } = row
    const folder: MenuItem = {
      label: t('shell.newFolder'),
      icon: 'folderPlus',
      run: () => deeds.newFolder(null, account.id),
    }
    return accountItems(account, state, { markAll, rename, folder })
  }
  if (row.kind === 'labels') {
    const id = current()
    return [
      {
        label: t('accounts.doLabel'),
        icon: 'label',
        disabled: id === null,
        run: () => id !== null && chooseLabels(id),
      },
    ]
  }
  if (row.kind === 'label')
    return [
      markAll,
      'rule',
      rename,
      'rule',
      { label: t('accounts.removeLabel'), icon: 'trash', danger: true, run: () => void removeLabel(row.label) },
    ]
  const moves: MenuItem[] = (
    [
      ['up', 'shell.moveUp', 'arrowUp', 'Alt+↑'],
      ['down', 'shell.moveDown', 'arrowDown', 'Alt+↓'],
      ['in', 'shell.moveIn', 'move', 'Alt+→'],
      ['out', 'shell.moveOut', 'arrowLeft', 'Alt+←'],
    ] as const
  ).map(([direction, words, icon, keys]) => ({
    label: t(words),
    icon,
    keys,
    disabled: moveByKey(store.snapshot, row, direction) === null,
    run: () => deeds.move(row, direction),
  }))
  const refreshIt: MenuItem = {
    label: t('shell.refreshHere'),
    icon: 'refresh',
    run: () => scope !== null && void refresh([...feedsWithin(store.snapshot, scope)]),
  }
  const renaming = canRename(row) ? [rename] : []
  // Where the service keeps every feed where it is there is nothing to move by.
  const moving = moves.every((each) => each !== 'rule' && each.disabled) ? [] : moves
  if (row.kind === 'folder')
    return [
      refreshIt,
      markAll,
      'rule',
      ...renaming,
      ...(homeOf(row.folder) !== null
        ? []
        : [
            {
              label: t('shell.newFolderInside'),
              icon: 'folderPlus' as const,
              disabled: row.level >= 8,
              run: () => deeds.newFolder(row.folder.id, null),
            },
          ]),
      ...moving,
      ...(can(row.folder, 'removeFolder')
        ? (['rule', danger(t('shell.removeFolder'), () => void removeFolder(row.folder.id))] as const)
        : []),
    ]
  const { feed } = row
  return [
    refreshIt,
    markAll,
    'rule',
    ...renaming,
    ...moving,
    'rule',
    {
      label: t('shell.openSite'),
      icon: 'external',
      disabled: !/^https?:/i.test(feed.siteUrl ?? ''),
      run: () => void window.open(feed.siteUrl ?? '', '_blank', 'noopener,noreferrer'),
    },
    { label: t('shell.copyFeedAddress'), icon: 'copy', run: () => void copy(feed.url) },
    {
      label: t('shell.properties'),
      icon: 'settings',
      run: () => place.go({ dialog: { name: 'feed', argument: feed.id } }),
    },
    ...(can(feed, 'unfollow') ? (['rule', danger(t('shell.unfollow'), () => void unfollow(feed.id))] as const) : []),
  ]
}

const danger = (label: string, run: () => void): MenuItem => ({ label, icon: 'trash', danger: true, run })

/** What the plus above the tree offers. */
export const adding = (): MenuItem[] => [
  { label: t('shell.addFeed'), icon: 'plus', run: () => place.go({ dialog: { name: 'add' } }) },
  { label: t('accounts.add'), icon: 'account', run: () => place.go({ dialog: { name: 'account' } }) },
]

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  toast({ text: t('shell.copied') })
}
