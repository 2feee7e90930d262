// What is known of the accounts of this window: their states, and what can be done in each.
import type { Abilities, Account, AccountId, AccountState } from '../../main/contract/models.ts'
import { accountOf } from './folders.ts'
import { store } from './store.ts'

export const accountById = (id: AccountId | null | undefined): Account | null =>
  store.snapshot.accounts.find((each) => each.id === id) ?? null

export const stateOf = (id: AccountId): AccountState | null =>
  store.snapshot.accountStates.find((each) => each.accountId === id) ?? null

/** The account of a feed or folder; null: this computer. */
export const homeOf = (of: { accountId?: AccountId | null }): Account | null =>
  accountById(accountOf(store.snapshot, of))

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
