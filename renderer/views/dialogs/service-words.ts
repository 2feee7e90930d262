// What a service cannot do, said plainly before somebody signs in to it.
import type { Abilities, ServiceInfo } from '../../../main/contract/models.ts'
import { t } from '../../words/words.ts'

export const serviceTitle = (info: ServiceInfo): string =>
  info.abilities.fetchesHere ? t('accounts.folderTitle') : info.title

/** One sentence each. `closely`: for whoever has chosen it. */
export function serviceWords(
  { abilities, proof }: Pick<ServiceInfo, 'abilities' | 'proof'>,
  closely = false,
): string[] {
  const words = abilities.fetchesHere ? [t('accounts.folderLead')] : lacks(abilities)
  if (proof === 'recordings' && closely) words.push(t('accounts.byRecordings'))
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
  if (words.length === 0) words.push(labels ? t('accounts.canAll') : t('accounts.canMost'))
  if (!labels) words.push(t('accounts.cannotLabel'))
  return words
}
