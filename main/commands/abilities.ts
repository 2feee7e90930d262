// What an account can do is asked before anything is done that could never be told to it.
import type { Abilities, AccountId } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Desk } from './desk.ts'

/** What the account of a feed or folder cannot do; null: it can, or there is none. No account nests folders. */
export function lacking(
  { library }: Desk,
  of: { accountId?: AccountId | null } | null,
  ability: keyof Abilities | 'url' | 'secret' | 'nest',
): Problem | null {
  const account = of?.accountId == null ? null : library.account(of.accountId)
  if (!account) return null
  const can =
    ability === 'secret'
      ? account.abilities.fetchesHere
      : ability !== 'url' && ability !== 'nest' && account.abilities[ability]
  return can ? null : { kind: 'notOffered', accountId: account.id, ability }
}
