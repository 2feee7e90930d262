// What is on its way is seen by whoever builds on it, and a service's record never hides what the reader has just done.
import { beforeEach, describe, expect, test } from 'vitest'
import { memoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from '../library/library.ts'
import { account, article, feed, testHost } from '../library/testing/scene.ts'
import { intended, type IntendedLibrary } from './intended.ts'

let library: IntendedLibrary
beforeEach(async () => {
  library = intended(await openLibrary(testHost(memoryFiles())))
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1)] },
    {
      kind: 'folders.put',
      folders: [{ id: 1, title: 'News', parentId: null, position: 0, accountId: 1, remoteId: 'd1' }],
      service: true,
    },
    { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: 'r1' })], service: true },
    { kind: 'articles.add', feedId: 1, articles: [1, 2].map((n) => article(n)) },
  ])
})

describe('marks on their way', () => {
  test('are seen at once, the later over the earlier, and not once they have failed', async () => {
    const first = library.apply([{ kind: 'articles.mark', ids: [1], read: true, saved: true }])
    expect(library.state(1)).toMatchObject({ read: true, saved: true })
    expect(library.stored.state(1)).toMatchObject({ read: false, saved: false })
    const second = library.apply([{ kind: 'articles.mark', ids: [1], read: false }])
    expect(library.state(1)).toMatchObject({ read: false, saved: true })
    await first
    // The second is still to come.
    expect(library.state(1)).toMatchObject({ read: false, saved: true })
    await second
    expect(library.stored.state(1)).toMatchObject({ read: false, saved: true })
    await library.close()
    await expect(library.apply([{ kind: 'articles.mark', ids: [1], read: true }])).rejects.toThrow()
    expect(library.state(1)).toMatchObject({ read: false })
  })

  test('of a service: seen too, but not over those of the reader', async () => {
    const mine = library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    const theirs = library.apply([{ kind: 'articles.mark', ids: [1, 2], read: false, saved: true, service: true }])
    expect([1, 2].map((id) => library.state(id))).toMatchObject([
      { read: true, saved: true },
      { read: false, saved: true },
    ])
    await Promise.all([mine, theirs])
    expect(library.stored.state(1)).toMatchObject({ read: true, saved: true })
    // Now it waits to be told.
    const again = library.apply([{ kind: 'articles.mark', ids: [1], read: false, service: true }])
    expect(library.state(1)).toMatchObject({ read: true })
    await again
    expect(library.state(1)).toMatchObject({ read: true })
  })
})

describe('what a service says of a feed', () => {
  const theirs = () => feed(1, { accountId: 1, remoteId: 'r1', title: 'As there' })

  test('does not hide a title and a place that wait, so that nobody builds on what will not be', async () => {
    await library.apply([
      { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: 'r1', ownTitle: 'Mine', folderId: 1 })] },
    ])
    const said = library.apply([{ kind: 'feeds.put', feeds: [theirs()], service: true }])
    const now = library.feed(1)
    expect(now).toMatchObject({ ownTitle: 'Mine', folderId: 1 })
    const paused = library.apply(now ? [{ kind: 'feeds.put', feeds: [{ ...now, paused: true }] }] : [])
    await Promise.all([said, paused])
    expect(library.stored.feed(1)).toMatchObject({ ownTitle: 'Mine', folderId: 1, paused: true })
    expect(library.waiting(1)).toBe(2)
  })

  test('nor those that are on their way', async () => {
    const mine = library.apply([
      { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: 'r1', ownTitle: 'Mine', folderId: 1 })] },
    ])
    const said = library.apply([{ kind: 'feeds.put', feeds: [theirs()], service: true }])
    expect(library.feed(1)).toMatchObject({ ownTitle: 'Mine', folderId: 1 })
    await Promise.all([mine, said])
    expect(library.stored.feed(1)).toMatchObject({ ownTitle: 'Mine', folderId: 1 })
  })

  test('is seen where nothing waits; a feed that is let go stays away, one to be followed stays', async () => {
    const said = library.apply([{ kind: 'feeds.put', feeds: [theirs()], service: true }])
    expect(library.feed(1)).toMatchObject({ title: 'As there' })
    await said
    const followed = library.apply([{ kind: 'feeds.put', feeds: [feed(2, { accountId: 1 })] }])
    const missing = library.apply([{ kind: 'feeds.remove', ids: [2], service: true }])
    expect(library.feed(2)).not.toBe(null)
    await Promise.all([followed, missing])
    expect(library.stored.feed(2)).not.toBe(null)
    const letGo = library.apply([{ kind: 'feeds.remove', ids: [1] }])
    const back = library.apply([{ kind: 'feeds.put', feeds: [theirs()], service: true }])
    expect(library.feed(1)).toBe(null)
    await Promise.all([letGo, back])
    expect(library.stored.feed(1)).toBe(null)
    const late = library.apply([{ kind: 'feeds.put', feeds: [theirs()], service: true }])
    expect(library.feed(1)).toBe(null)
    await late
  })

  test('and of a folder', async () => {
    const [folder] = library.folders()
    if (!folder) throw new Error('no folder')
    const mine = library.apply([{ kind: 'folders.put', folders: [{ ...folder, title: 'Mine' }] }])
    const said = library.apply([{ kind: 'folders.put', folders: [{ ...folder, title: 'Theirs' }], service: true }])
    expect(library.folders()).toMatchObject([{ title: 'Mine' }])
    await Promise.all([mine, said])
    expect(library.stored.folders()).toMatchObject([{ title: 'Mine' }])
    const letGo = library.apply([{ kind: 'folders.remove', ids: [1] }])
    const back = library.apply([{ kind: 'folders.put', folders: [folder], service: true }])
    expect(library.folders()).toEqual([])
    await Promise.all([letGo, back])
    expect(library.stored.folders()).toEqual([])
  })
})
