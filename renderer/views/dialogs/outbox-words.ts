// What a change that is to be sent means, in words.
import { assertNever } from '../../../main/contract/problems.ts'
import type { PendingChange } from '../../../main/contract/models.ts'
import { t } from '../../words/words.ts'

export function changeWords(change: PendingChange): string {
  switch (change.on) {
    case 'article':
      if (change.key === 'label') {
        const { label } = change
        return change.value ? t('accounts.changeLabel', { label }) : t('accounts.changeUnlabel', { label })
      }
      if (change.key === 'read') return change.value ? t('accounts.changeRead') : t('accounts.changeUnread')
      return change.value ? t('accounts.changeSaved') : t('accounts.changeUnsaved')
    case 'feed':
      return change.key === 'follow'
        ? t('accounts.changeFollow')
        : change.key === 'title'
          ? t('accounts.changeTitle')
          : t('accounts.changeFolder')
    case 'folder':
      return change.key === 'add' ? t('accounts.changeAddFolder') : t('accounts.changeTitle')
    case 'gone':
      return change.key === 'feed' ? t('accounts.changeUnfollow') : t('accounts.changeRemoveFolder')
    default:
      return assertNever(change)
  }
}
