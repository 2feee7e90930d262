// What is known of the accounts of this window: their states, and what can be done in each.
import type { Abilities, Account, AccountId, AccountState } from '../../main/contract/models.ts'
import { accountOf } from './folders.ts'
import { place } from './place.ts'
import { store } from './store.ts'

export const accountById = (id: AccountId | null | undefined): Account | null =>
  store.snapshot.accounts.find((each) => each.id === id) ?? null

export const stateOf = (id: AccountId): AccountState | null =>
  store.snapshot.accountStates.find((each) => each.accountId === id) ?? null

/** The account of a feed or folder; null: this computer. */
export const homeOf = (of: { accountId?: AccountId | null }): Account | null =>
  accountById(accountOf(store.snapshot, of))

/** The account whose service fetches it; null: Broadsheet does. */
export function fetcherOf(feed: { accountId?: AccountId | null }): Account | null {
  const home = homeOf(feed)
  return home?.abilities.fetchesHere === false ? home : null
}

/** Whether this can be done with a feed or folder; what belongs to this computer alone can be all that is. */
export const can = (of: { accountId?: AccountId | null }, ability: keyof Abilities): boolean =>
  homeOf(of)?.abilities[ability] ?? true

/** Those in which feeds can be followed from here. */
export const followable = (): Account[] => store.snapshot.accounts.filter((each) => each.abilities.follow)

const KEY = 'broadsheet.account'

/** The account that was followed in last, while it is there; null: this computer. */
export function lastHome(): AccountId | null {
  const id = Number(localStorage.getItem(KEY) ?? '0')
  return followable().some((each) => each.id === id) ? id : null
}

export const rememberHome = (id: AccountId | null): void => localStorage.setItem(KEY, String(id ?? 0))

/** Where a feed is likely wanted: in the account that is looked at, else in the one followed in last. */
export function homeHere(): AccountId | null {
  const { scope } = place
  const { feeds, folders } = store.snapshot
  const here = scope.kind === 'folder' ? folders.get(scope.id) : scope.kind === 'feed' ? feeds.get(scope.id) : undefined
  if (here !== undefined) return can(here, 'follow') ? (homeOf(here)?.id ?? null) : lastHome()
  return scope.kind === 'account' && accountById(scope.id)?.abilities.follow === true ? scope.id : lastHome()
}
