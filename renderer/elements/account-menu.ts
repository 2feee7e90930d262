// What can be done with an account, as a menu.
import type { Account, AccountState } from '../../main/contract/models.ts'
import { pause, showOutbox, signInAgain, sync } from '../state/actions-accounts.ts'
import { place } from '../state/place.ts'
import { formatNumber, t } from '../words/words.ts'
import type { MenuItem } from './menu.ts'

export interface AccountItems {
  markAll: MenuItem
  rename: MenuItem
  folder: MenuItem
}

export function accountItems(
  account: Account,
  state: AccountState | null,
  { markAll, rename, folder }: AccountItems,
): MenuItem[] {
  const { id, abilities, paused } = account
  const kind = state?.kind ?? 'signedIn'
  const open = (state?.waiting ?? 0) + (state?.refused ?? 0)
  const again: MenuItem = { label: t('accounts.signInAgain'), icon: 'signIn', run: () => signInAgain(id) }
  return [
    ...(kind === 'expired' ? [again] : []),
    {
      label: t('accounts.syncNow'),
      icon: 'refresh',
      disabled: kind === 'expired' || kind === 'syncing' || paused,
      run: () => void sync([id]),
    },
    markAll,
    'rule',
    ...(abilities.follow
      ? [
          {
            label: t('accounts.followHere'),
            icon: 'plus' as const,
            run: () => place.go({ scope: { kind: 'account', id }, dialog: { name: 'add' } }),
          },
        ]
      : []),
    ...(abilities.emptyFolders ? [folder] : []),
    rename,
    'rule',
    {
      label: open > 0 ? `${t('accounts.waitingChanges')} (${formatNumber(open)})` : t('accounts.waitingChanges'),
      icon: 'outbox',
      run: () => showOutbox(id),
    },
    {
      label: paused ? t('accounts.resume') : t('accounts.pause'),
      icon: paused ? 'play' : 'pause',
      run: () => void pause(account, !paused),
    },
    ...(kind === 'expired' || account.abilities.fetchesHere ? [] : [again]),
    'rule',
    {
      label: t('accounts.remove'),
      icon: 'trash',
      danger: true,
      run: () => place.go({ dialog: { name: 'removeAccount', argument: id } }),
    },
  ]
}
