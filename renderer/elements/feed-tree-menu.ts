// What can be done with a row of the tree, as a menu.
import { markAllRead } from '../state/marks.ts'
import { refresh, removeFolder, unfollow } from '../state/actions-papers.ts'
import { feedsWithin } from '../state/folders.ts'
import { place } from '../state/place.ts'
import { store } from '../state/store.ts'
import { toast } from '../state/toasts.ts'
import { moveByKey, scopeOf, type Row } from '../state/tree.ts'
import { t } from '../words/words.ts'
import type { MenuItem } from './menu.ts'

export interface TreeDeeds {
  rename(row: Row): void
  newFolder(parentId: number | null): void
  move(row: Row, direction: 'up' | 'down' | 'in' | 'out'): void
}

export function menuOf(row: Row, deeds: TreeDeeds): MenuItem[] {
  const markAll: MenuItem = {
    label: t('shell.markAllRead'),
    icon: 'checkAll',
    disabled: row.unread === 0 || (row.kind === 'smart' && row.smart === 'saved'),
    run: () => void markAllRead(scopeOf(row)),
  }
  if (row.kind === 'smart')
    return [
      { label: t('shell.refreshHere'), icon: 'refresh', run: () => void refresh(null) },
      markAll,
      'rule',
      { label: t('shell.addFeed'), icon: 'plus', run: () => place.go({ dialog: { name: 'add' } }) },
      { label: t('shell.newFolder'), icon: 'folderPlus', run: () => deeds.newFolder(null) },
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
    run: () => void refresh([...feedsWithin(store.snapshot, scopeOf(row))]),
  }
  const rename: MenuItem = { label: t('shell.rename'), icon: 'edit', keys: 'F2', run: () => deeds.rename(row) }
  if (row.kind === 'folder')
    return [
      refreshIt,
      markAll,
      'rule',
      rename,
      {
        label: t('shell.newFolderInside'),
        icon: 'folderPlus',
        disabled: row.level >= 8,
        run: () => deeds.newFolder(row.folder.id),
      },
      ...moves,
      'rule',
      { label: t('shell.removeFolder'), icon: 'trash', danger: true, run: () => void removeFolder(row.folder.id) },
    ]
  const { feed } = row
  return [
    refreshIt,
    markAll,
    'rule',
    rename,
    ...moves,
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
    'rule',
    { label: t('shell.unfollow'), icon: 'trash', danger: true, run: () => void unfollow(feed.id) },
  ]
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  toast({ text: t('shell.copied') })
}
