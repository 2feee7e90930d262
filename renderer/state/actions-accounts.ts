// What is done with accounts: signing in, syncing, pausing, and what waits to be sent.
import type { Account, AccountId, AccountState } from '../../main/contract/models.ts'
import { problemWords } from '../words/problem.ts'
import { t } from '../words/words.ts'
import type { Action } from './actions.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { toast } from './toasts.ts'

const hasAccounts = (): boolean => store.snapshot.accounts.length > 0

/** Says at the end what has come; null: all of them. */
export async function sync(ids: readonly AccountId[] | null): Promise<void> {
  const result = await store.run('accounts.sync', { ...(ids === null ? {} : { ids: [...ids] }), wait: true })
  if (!result.ok) return
  const { accounts } = result.value
  const problem = accounts.find((each) => each.problem !== null)?.problem ?? null
  if (problem !== null && problem.kind !== 'cancelled') toast({ text: problemWords(problem).text, kind: 'problem' })
  else if (problem === null && accounts.length > 0) {
    const n = accounts.reduce((sum, each) => sum + each.newArticles, 0)
    toast({ text: n === 0 ? t('accounts.inStep') : t('accounts.inStepNew', { n }), kind: 'done' })
  }
}

export async function pause({ id }: Account, paused: boolean): Promise<void> {
  await store.run('accounts.change', { id, paused })
}

export const signInAgain = (id: AccountId): void => place.go({ dialog: { name: 'signIn', argument: id } })
export const showOutbox = (id?: AccountId): void =>
  place.go({ dialog: id === undefined ? { name: 'outbox' } : { name: 'outbox', argument: id } })

/** The one thing that helps in a state: what pressing the chip does. */
export function accountAct(account: Account, state: AccountState): void {
  if (state.kind === 'expired') signInAgain(account.id)
  else if (state.kind === 'paused') void pause(account, false)
  else if (state.waiting + state.refused > 0) showOutbox(account.id)
  else if (state.kind !== 'syncing') void sync([account.id])
}

export const accountActions: Action[] = [
  {
    id: 'accounts.add',
    group: 'papers',
    words: 'accounts.add',
    defaultKeys: '',
    run: () => place.go({ dialog: { name: 'account' } }),
    enabled: () => true,
  },
  {
    id: 'accounts.sync',
    group: 'papers',
    words: 'accounts.syncAll',
    defaultKeys: 'g y',
    run: () => sync(null),
    enabled: hasAccounts,
  },
  {
    id: 'accounts.outbox',
    group: 'papers',
    words: 'accounts.showOutbox',
    defaultKeys: 'g o',
    run: () => showOutbox(),
    enabled: hasAccounts,
  },
]
