// What a feed does now, when it was looked at last and when it will be, in a few words each.
import type { Feed, FeedActivity } from '../../../main/contract/models.ts'
import { fetcherOf } from '../../state/accounts.ts'
import { isSample } from '../../state/folders.ts'
import { formatRelative, t } from '../../words/words.ts'

export function activityFacts(feed: Feed, activity: FeedActivity | null, now: number): string[] {
  if (isSample(feed)) return [t('dialogs.sampleFeed')]
  const elsewhere = fetcherOf(feed)
  if (elsewhere !== null) {
    const facts = [t('accounts.fetchedBy', { service: elsewhere.title })]
    if ((activity?.incomplete ?? 0) > 0) facts.push(t('dialogs.incomplete', { n: activity?.incomplete ?? 0 }))
    return facts
  }
  const checkedAt = activity?.checkedAt ?? feed.fetch.checkedAt
  const nextAt = activity === null ? feed.fetch.nextAt : activity.nextAt
  const facts = [doingWords(activity?.doing ?? (feed.fetch.gone ? 'gone' : feed.paused ? 'paused' : 'waiting'))]
  facts.push(
    checkedAt === null
      ? t('dialogs.neverChecked')
      : t('dialogs.checkedAt', { when: formatRelative(Math.min(checkedAt, now), now) }),
  )
  if (nextAt !== null && !feed.paused && !feed.fetch.gone)
    facts.push(t('dialogs.nextAt', { when: formatRelative(Math.max(nextAt, now), now) }))
  if ((activity?.incomplete ?? 0) > 0) facts.push(t('dialogs.incomplete', { n: activity?.incomplete ?? 0 }))
  return facts
}

function doingWords(doing: FeedActivity['doing']): string {
  switch (doing) {
    case 'waiting':
      return t('dialogs.doingWaiting')
    case 'fetching':
      return t('dialogs.doingFetching')
    case 'reading':
      return t('dialogs.doingReading')
    case 'completing':
      return t('dialogs.doingCompleting')
    case 'paused':
      return t('dialogs.doingPaused')
    case 'gone':
      return t('dialogs.doingGone')
  }
}
