import { describe, expect, it } from 'vitest'
import type { Feed, FeedActivity } from '../../../main/contract/models.ts'
import { lineUp, type ActivityOrder } from './activity-lines.ts'
import { byColumn } from './storage-order.ts'

const feed = (id: number, title: string, fetch: Partial<Feed['fetch']> = {}, rest: Partial<Feed> = {}): Feed => ({
  id,
  url: `https://${id}.example/`,
  title,
  ownTitle: null,
  description: null,
  siteUrl: null,
  language: null,
  icon: null,
  folderId: null,
  position: id,
  followedAt: 0,
  fullText: 'auto',
  fetchesPages: false,
  keepAudio: false,
  retention: null,
  access: 'open',
  paused: false,
  ...rest,
  fetch: {
    checkedAt: null,
    changedAt: null,
    nextAt: 0,
    etag: null,
    lastModified: null,
    hash: null,
    failures: 0,
    problem: null,
    gone: false,
    moved: null,
    rhythm: null,
    wants: null,
    hub: null,
    ...fetch,
  },
})

describe('the lines of the activity view', () => {
  const feeds = [
    feed(1, 'Zebra', { problem: { kind: 'gone' }, gone: true, checkedAt: 5, nextAt: 9 }),
    feed(2, 'Ant 10', { checkedAt: 7, nextAt: 3 }),
    feed(3, 'Ant 9', { checkedAt: 6, nextAt: 8 }, { paused: true }),
    feed(4, 'Bee', { nextAt: 4 }),
  ]
  const busy: FeedActivity = { feedId: 4, doing: 'fetching', problem: null, checkedAt: null, nextAt: 2, incomplete: 0 }
  const ids = (order: ActivityOrder, only = false) =>
    lineUp(feeds, new Map([[4, busy]]), order, only).map((line) => line.feed.id)

  it('come in the order one asks for', () => {
    expect(ids('trouble')).toEqual([1, 4, 3, 2])
    expect(ids('name')).toEqual([3, 2, 4, 1])
    expect(ids('checked')).toEqual([2, 3, 1, 4])
    expect(ids('next')).toEqual([4, 2, 3, 1])
  })

  it('can be those with problems only', () => {
    expect(ids('name', true)).toEqual([1])
  })
})

describe('what feeds take on the disk', () => {
  const use = (feedId: number, articles: number, text: number, pictures: number) => ({
    feedId,
    articles,
    text,
    pictures,
    audio: 0,
  })
  const feeds = [use(1, 3, 10, 0), use(2, 2, 5, 20), use(3, 2, 1, 1)]
  const names = new Map([
    [1, 'Bee'],
    [2, 'Ant'],
    [3, 'Cow'],
  ])
  const nameOf = (id: number) => names.get(id) ?? ''

  it('is sorted by any column, both ways, then by name', () => {
    expect(byColumn(feeds, 'total', true, nameOf).map((row) => [row.name, row.total])).toEqual([
      ['Ant', 25],
      ['Bee', 10],
      ['Cow', 2],
    ])
    expect(byColumn(feeds, 'name', false, nameOf).map((row) => row.name)).toEqual(['Ant', 'Bee', 'Cow'])
    expect(byColumn(feeds, 'articles', false, nameOf).map((row) => row.name)).toEqual(['Ant', 'Cow', 'Bee'])
  })
})
