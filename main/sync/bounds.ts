// What a service says of feeds and folders, as far as it can be true: bounded, web addresses only, each once.
import type { RemoteFeed, RemoteFolder, RemoteItem, Structure } from './service.ts'

const MOST_FEEDS = 50_000
const MOST_FOLDERS = 10_000
const LONGEST_TITLE = 500
const LONGEST_ADDRESS = 4000
const LONGEST_LABEL = 100
const MOST_LABELS = 100
/** Of unread, saved or labelled articles: more than any service keeps. */
export const MOST_IDS = 2_000_000

export function boundStructure({ folders, feeds, labels }: Structure): Structure {
  return {
    folders: once(folders.slice(0, MOST_FOLDERS)).flatMap(({ remoteId, title }): RemoteFolder[] => {
      const name = tidy(title)
      return name ? [{ remoteId, title: name }] : []
    }),
    feeds: once(feeds.slice(0, MOST_FEEDS)).flatMap((feed): RemoteFeed[] => {
      if (!isWeb(feed.url)) return []
      return [
        {
          ...feed,
          title: tidy(feed.title),
          siteUrl: feed.siteUrl && isWeb(feed.siteUrl) ? feed.siteUrl : null,
        },
      ]
    }),
    labels: boundLabels(labels),
  }
}

export const boundLabels = (labels: readonly string[]): string[] => [
  ...new Set(
    labels
      .slice(0, MOST_LABELS)
      .map((label) => tidy(label).slice(0, LONGEST_LABEL))
      .filter(Boolean),
  ),
]

export const isItem = ({ id }: RemoteItem): boolean => /^[0-9a-f]{16}([0-9a-f]{8})?$/.test(id)

const tidy = (text: string): string =>
  text
    .slice(0, LONGEST_TITLE * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TITLE)

const isWeb = (url: string): boolean =>
  url.length <= LONGEST_ADDRESS && /^https?:$/.test(URL.parse(url)?.protocol ?? '')

function once<T extends { remoteId: string }>(all: readonly T[]): T[] {
  const byId = new Map<string, T>()
  for (const one of all)
    if (one.remoteId !== '' && one.remoteId.length <= LONGEST_ADDRESS && !byId.has(one.remoteId))
      byId.set(one.remoteId, one)
  return [...byId.values()]
}
