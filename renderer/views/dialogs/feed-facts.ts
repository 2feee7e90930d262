// What is known about a feed, as pairs of a name and a value in words.
import type { Feed, StorageUse } from '../../../main/contract/models.ts'
import { isSample } from '../../state/folders.ts'
import { store } from '../../state/store.ts'
import { formatBytes, formatDate, formatRelative, t } from '../../words/words.ts'
import { durationWords } from './durations.ts'

export function feedFacts(
  feed: Feed,
  use: StorageUse['feeds'][number] | null,
  now = Date.now(),
): [name: string, value: string][] {
  const [unread, total] = store.snapshot.counts.feeds[feed.id] ?? [0, 0]
  const facts: [string, string][] = [
    [t('dialogs.columnArticles'), t('dialogs.articlesUnread', { n: total, unread })],
    ...(isSample(feed) ? [] : visits(feed, now)),
    [t('dialogs.followedSince'), formatDate(feed.followedAt, { dateStyle: 'long' })],
  ]
  if (use !== null) {
    const sizes = t('dialogs.sizes', {
      text: formatBytes(use.text),
      pictures: formatBytes(use.pictures),
      audio: formatBytes(use.audio),
    })
    facts.push([t('dialogs.onDisk'), sizes])
  }
  if (feed.fetch.moved !== null) facts.push([t('dialogs.movesTo'), feed.fetch.moved.url])
  if (feed.siteUrl !== null) facts.push([t('dialogs.site'), feed.siteUrl])
  if (feed.description !== null && feed.description.trim() !== '')
    facts.push([t('dialogs.aboutFeed'), feed.description])
  return facts
}

function visits({ fetch, paused }: Feed, now: number): [name: string, value: string][] {
  return [
    [
      t('dialogs.publishes'),
      fetch.rhythm === null
        ? t('dialogs.rhythmUnknown')
        : t('dialogs.rhythm', { time: durationWords(fetch.rhythm * 60_000) }),
    ],
    [
      t('dialogs.lastChecked'),
      fetch.checkedAt === null ? t('dialogs.neverChecked') : formatRelative(Math.min(fetch.checkedAt, now), now),
    ],
    [
      t('dialogs.lastNew'),
      fetch.changedAt === null ? t('dialogs.notYet') : formatRelative(Math.min(fetch.changedAt, now), now),
    ],
    [
      t('dialogs.nextCheck'),
      paused
        ? t('dialogs.doingPaused')
        : fetch.gone
          ? t('dialogs.doingGone')
          : formatRelative(Math.max(fetch.nextAt, now), now),
    ],
  ]
}
