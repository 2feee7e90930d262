// What a service cannot do, said plainly before somebody signs in to it.
import type { Abilities, ServiceInfo } from '../../../main/contract/models.ts'
import { t } from '../../words/words.ts'

export const serviceTitle = (info: ServiceInfo): string =>
  info.abilities.fetchesHere ? t('accounts.folderTitle') : info.title

/** One sentence each; one that praises where there is nothing to say. */
export function serviceWords({ abilities, proof }: Pick<ServiceInfo, 'abilities' | 'proof'>): string[] {
  const words = abilities.fetchesHere ? [t('accounts.folderLead')] : lacks(abilities)
  if (proof === 'recordings') words.push(t('accounts.byRecordings'))
  if (proof === 'documentation') words.push(t('accounts.byDocumentation'))
  return words
}

function lacks({ follow, unfollow, moveFeed, renameFeed, save, labels }: Abilities): string[] {
  const words: string[] = []
  if (!follow && !unfollow && !moveFeed) words.push(t('accounts.cannotChange'))
  else {
    if (!follow) words.push(t('accounts.cannotFollow'))
    if (!moveFeed) words.push(t('accounts.cannotMove'))
    if (!renameFeed) words.push(t('accounts.cannotRename'))
  }
  if (!save) words.push(t('accounts.cannotSave'))
  if (!labels) words.push(t('accounts.cannotLabel'))
  return words.length === 0 ? [t('accounts.canAll')] : words
}
