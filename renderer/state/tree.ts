// The tree of feeds as rows one below the other; free of the DOM.
import type {
  Account,
  AccountId,
  AccountState,
  Counts,
  Feed,
  FeedId,
  Folder,
  FolderId,
  LabelCount,
  Scope,
} from '../../main/contract/models.ts'
import { feedName, shelve, sum, type Node, type Shelving } from './folders.ts'

interface Seat {
  key: string
  level: number
  /** Of its parent, null at the top. */
  parent: string | null
  place: number
  siblings: number
  /** What is unread; for a label how many there are. */
  unread: number
}
export type Row =
  | (Seat & { kind: 'smart'; smart: 'all' | 'today' | 'saved' })
  /** The head of what belongs to no account; only where there is an account. */
  | (Seat & { kind: 'home'; open: boolean; troubled: boolean })
  | (Seat & { kind: 'account'; account: Account; state: AccountState | null; open: boolean; troubled: boolean })
  /** What an account does, below its head: drawn only, for the head says it too. */
  | (Seat & { kind: 'chip'; account: Account; state: AccountState })
  | (Seat & { kind: 'labels'; open: boolean })
  | (Seat & { kind: 'label'; label: string })
  | (Seat & { kind: 'folder'; folder: Folder; open: boolean; troubled: boolean })
  | (Seat & { kind: 'feed'; feed: Feed })

/** What the tree is made of. */
export interface Material extends Shelving {
  accountStates?: readonly AccountState[]
  labels?: readonly LabelCount[]
}

export const HOME = 'home'
export const LABELS = 'labels'
export const folderKey = (id: FolderId): string => `folder:${id}`
export const feedKey = (id: FeedId): string => `feed:${id}`
export const accountKey = (id: AccountId): string => `account:${id}`
export const labelKey = (label: string): string => `label:${label}`

const SMART = ['all', 'today', 'saved'] as const

/** Every row that is visible; `closed` holds the keys of what hides what is in it. */
export function rowsOf(material: Material, counts: Counts, closed: ReadonlySet<string>): Row[] {
  const { accounts = [], accountStates = [], labels = [] } = material
  const home = shelve(material, counts)
  const siblings = SMART.length + (accounts.length > 0 ? 1 : home.length) + accounts.length + Number(labels.length > 0)
  const smartUnread = { all: counts.unread, today: counts.today, saved: counts.saved }
  const rows: Row[] = SMART.map((smart, place) => ({
    kind: 'smart',
    smart,
    key: smart,
    level: 1,
    parent: null,
    place,
    siblings,
    unread: smartUnread[smart],
  }))
  const add = (
    nodes: readonly Node[],
    level: number,
    parent: string | null,
    seats?: Pick<Seat, 'place' | 'siblings'>,
  ) =>
    nodes.forEach((node, at) => {
      const place = at + (seats?.place ?? 0)
      const seat = { level, parent, place, siblings: seats?.siblings ?? nodes.length, unread: node.unread }
      if (node.kind === 'feed') {
        rows.push({ kind: 'feed', feed: node.feed, key: feedKey(node.feed.id), ...seat })
        return
      }
      const key = folderKey(node.folder.id)
      const open = !closed.has(key)
      rows.push({ kind: 'folder', folder: node.folder, open, troubled: node.troubled, key, ...seat })
      if (open) add(node.children, level + 1, key)
    })
  let place = SMART.length
  const top = (key: string, unread: number) => ({ key, level: 1, parent: null, place: place++, siblings, unread })
  if (accounts.length === 0) {
    add(home, 1, null, { place, siblings })
    place += home.length
  } else {
    const open = !closed.has(HOME)
    const { unread, troubled } = sum(home)
    rows.push({ kind: 'home', open, troubled, ...top(HOME, unread) })
    if (open) add(home, 2, HOME)
  }
  for (const account of accounts) {
    const key = accountKey(account.id)
    const nodes = shelve(material, counts, account.id)
    const { unread, troubled } = sum(nodes)
    const state = accountStates.find((each) => each.accountId === account.id) ?? null
    const open = !closed.has(key)
    const seat = top(key, unread)
    rows.push({ kind: 'account', account, state, open, troubled, ...seat })
    if (state !== null) rows.push({ kind: 'chip', account, state, ...seat, key: `chip:${account.id}` })
    if (open) add(nodes, 2, key)
  }
  if (labels.length > 0) {
    const open = !closed.has(LABELS)
    rows.push({ kind: 'labels', open, ...top(LABELS, 0) })
    if (open)
      labels.forEach(({ label, articles }, at) =>
        rows.push({
          kind: 'label',
          label,
          key: labelKey(label),
          level: 2,
          parent: LABELS,
          place: at,
          siblings: labels.length,
          unread: articles,
        }),
      )
  }
  return rows
}

/** null: a head that has no list of its own. */
export function scopeOf(row: Row): Scope | null {
  switch (row.kind) {
    case 'feed':
      return { kind: 'feed', id: row.feed.id }
    case 'folder':
      return { kind: 'folder', id: row.folder.id }
    case 'account':
    case 'chip':
      return { kind: 'account', id: row.account.id }
    case 'label':
      return { kind: 'label', label: row.label }
    case 'smart':
      return { kind: row.smart }
    case 'home':
    case 'labels':
      return null
  }
}

export function keyOfScope(scope: Scope): string | null {
  switch (scope.kind) {
    case 'feed':
      return feedKey(scope.id)
    case 'folder':
      return folderKey(scope.id)
    case 'account':
      return accountKey(scope.id)
    case 'label':
      return labelKey(scope.label)
    case 'search':
      return null
    case 'all':
    case 'today':
    case 'saved':
      return scope.kind
  }
}

/** A row with others in it, that can be closed. */
export type Opening = Extract<Row, { open: boolean }>
export const opens = (row: Row): row is Opening => 'open' in row

/** The row that typing means: the next whose name begins so, from the current one on and round the end. */
export function typeAhead(rows: readonly Row[], from: number, typed: string, nameOf: (row: Row) => string): number {
  const wanted = typed.toLocaleLowerCase()
  const start = typed.length > 1 ? from : from + 1
  for (let step = 0; step < rows.length; step++) {
    const at = (start + step) % rows.length
    const row = rows[at]
    if (row !== undefined && row.kind !== 'chip' && nameOf(row).toLocaleLowerCase().startsWith(wanted)) return at
  }
  return -1
}

/** The feed or folder after the current one that has unread articles, round the end. */
export function nextWithUnread(rows: readonly Row[], current: string | null, step: 1 | -1): Row | null {
  const feeds = rows.filter((row) => row.kind === 'feed' && row.unread > 0)
  if (feeds.length === 0) return null
  const order = new Map(rows.map((row, at) => [row.key, at]))
  const at = current === null ? -1 : (order.get(current) ?? -1)
  const after =
    step === 1
      ? feeds.find((row) => (order.get(row.key) ?? 0) > at)
      : feeds.findLast((row) => (order.get(row.key) ?? 0) < at)
  return after ?? (step === 1 ? feeds[0] : feeds.at(-1)) ?? null
}

export function plainName(row: Row): string {
  switch (row.kind) {
    case 'feed':
      return feedName(row.feed)
    case 'folder':
      return row.folder.title
    case 'account':
    case 'chip':
      return row.account.title
    case 'label':
      return row.label
    case 'smart':
      return row.smart
    case 'home':
    case 'labels':
      return row.kind
  }
}
