// What the reader does with something that an account knows becomes pending by itself, and what the service says does not
// undo it.
import { describe, expect, test, vi } from 'vitest'
import type { Feed, OutboxEntry, PendingChange } from '../contract/models.ts'
import { memoryFiles, type MemoryFiles } from '../hosts/memory/files.ts'
import { openLibrary } from './library.ts'
import { account, article, feed, start, testHost } from './testing/scene.ts'
import type { Library, NewArticle, Write } from './writes.ts'

// Nothing here may fail because the machine is busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const theirs = (id: number, more: Partial<Feed> = {}): Feed => feed(id, { accountId: 1, remoteId: `r${id}`, ...more })
const linked = (n: number): NewArticle => {
  const made = article(n)
  return { ...made, identity: { ...made.identity, remote: n.toString(16).padStart(16, '0') } }
}

/** Feed 1 is the account's, feed 2 nobody's; three articles each. */
async function used(files = memoryFiles()): Promise<{ files: MemoryFiles; library: Library }> {
  const library = await openLibrary(testHost(files))
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1)] },
    {
      kind: 'folders.put',
      folders: [{ id: 1, title: 'Theirs', parentId: null, position: 0, accountId: 1, remoteId: 'd1' }],
      service: true,
    },
    { kind: 'feeds.put', feeds: [theirs(1), feed(2)], service: true },
    { kind: 'articles.add', feedId: 1, articles: [1, 2, 3].map(linked) },
    { kind: 'articles.add', feedId: 2, articles: [4, 5, 6].map((n) => article(n)) },
  ])
  return { files, library }
}

const said = ({ change }: OutboxEntry): string => {
  if (change.on === 'gone') return `gone ${change.key} ${change.remoteId}`
  if (change.on === 'article')
    return `${change.id} ${change.key === 'label' ? change.label : change.key} ${String(change.value)}`
  return `${change.on} ${change.id} ${change.key}`
}
const pending = (library: Library): string[] => library.outbox().map(said)
const sent = (library: Library, only = /./): Write => ({
  kind: 'outbox.sent',
  accountId: 1,
  entries: library.outbox(1).filter((entry) => only.test(said(entry))),
})

describe('marks', () => {
  test('those on articles of an account wait, others do not, and the newest wish replaces the older', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1, 2, 4], read: true, saved: true }])
    await library.apply([{ kind: 'articles.mark', ids: [2, 3], read: false }])
    expect(pending(library)).toEqual(['1 read true', '1 saved true', '2 saved true', '2 read false'])
    expect(library.waiting(1)).toBe(4)
    expect(library.isPending(2, 'read')).toBe(true)
    expect(library.isPending(4, 'read')).toBe(false)
    expect(library.waits(1, { on: 'article', id: 2, key: 'read', value: true })).toBe(true)
    // It never was other than unread.
    expect(library.isPending(3, 'read')).toBe(false)
  })

  test('a service does not undo what waits, and what it marks does not wait', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    await library.apply([{ kind: 'articles.mark', ids: [1], read: false, saved: true, service: true }])
    await library.apply([{ kind: 'articles.mark', ids: [2], read: true, service: true }])
    expect([1, 2].map((id) => library.state(id)?.read)).toEqual([true, true])
    expect(library.state(1)?.saved).toBe(true)
    expect(pending(library)).toEqual(['1 read true'])
    // Confirmed: from now on the service is right.
    await library.apply([sent(library), { kind: 'articles.mark', ids: [1], read: false, service: true }])
    expect(library.state(1)?.read).toBe(false)
    expect(library.waiting(1)).toBe(0)
  })

  test('what has been changed while it was sent is sent again', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1, 2], read: true }])
    const write = sent(library)
    await library.apply([{ kind: 'articles.mark', ids: [1], read: false }])
    await library.apply([write])
    expect(pending(library)).toEqual(['1 read false'])
    // An older number of the same thing is nobody's.
    await library.apply([write])
    expect(pending(library)).toEqual(['1 read false'])
  })

  test('marks that come together with those of a service, in any order', async () => {
    const { library } = await used()
    await Promise.all([
      library.apply([{ kind: 'articles.mark', ids: [1], read: true }]),
      library.apply([{ kind: 'articles.mark', ids: [1], read: false, service: true }]),
      library.apply([{ kind: 'articles.mark', ids: [2], read: true, service: true }]),
      library.apply([{ kind: 'articles.mark', ids: [2], read: false }]),
      library.apply([{ kind: 'articles.mark', ids: [3], read: true }]),
      library.apply([{ kind: 'articles.mark', ids: [3], read: false }]),
    ])
    expect([1, 2, 3].map((id) => library.state(id)?.read)).toEqual([true, false, false])
    expect(pending(library)).toEqual(['1 read true', '2 read false', '3 read false'])
  })

  test('a mark and its wish are one line and one fsync', async () => {
    const { files, library } = await used()
    const size = async (): Promise<number> => {
      const sizes = await Promise.all(files.paths().map((path) => files.size(path)))
      return sizes.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    }
    for (const [id, most] of [
      [1, 200],
      [4, 60],
    ] as const) {
      const [bytes, syncs] = [await size(), files.syncs]
      await library.apply([{ kind: 'articles.mark', ids: [id], read: true }])
      expect((await size()) - bytes).toBeLessThanOrEqual(most)
      expect(files.syncs - syncs).toBe(1)
      // Once more changes nothing.
      await library.apply([{ kind: 'articles.mark', ids: [id], read: true }])
      expect(files.syncs - syncs).toBe(1)
    }
  })

  test('fifty thousand that wait are there after the next start, in their order', async () => {
    const files = memoryFiles()
    const library = await openLibrary(testHost(files))
    const count = 50_000
    await library.apply([
      { kind: 'accounts.put', accounts: [account(1)] },
      { kind: 'feeds.put', feeds: [theirs(1)], service: true },
    ])
    for (let from = 0; from < count; from += 5000)
      await library.apply([
        { kind: 'articles.add', feedId: 1, articles: Array.from({ length: 5000 }, (_, n) => article(from + n)) },
      ])
    const ids = Array.from({ length: count }, (_, i) => count - i)
    await library.apply([{ kind: 'articles.mark', ids, read: true }])
    await library.close()
    expect((await files.size('library.json')) ?? 0).toBeLessThan(count * 14)
    const again = await openLibrary(testHost(files))
    expect(again.waiting(1)).toBe(count)
    expect(again.outbox(1).map(({ change }) => change.on === 'article' && change.id)).toEqual(ids)
    await again.apply([{ kind: 'articles.mark', ids: [7], saved: true }])
    expect(again.outbox(1).at(-1)).toMatchObject({ seq: count + 1, change: { id: 7, key: 'saved' } })
  })

  test('told although nothing changes; unlinked they are unknown; a service that cannot save is not told', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true, service: true }])
    await library.apply([{ kind: 'articles.tell', ids: [1, 2, 4], keys: ['read'] }])
    expect(pending(library)).toEqual(['1 read true', '2 read false'])
    expect(await library.remoteIds([1, 2, 4], 16)).toEqual(['0000000000000001', '0000000000000002', null])
    await library.apply([{ kind: 'articles.unlink', ids: [1] }])
    expect(await library.remoteIds([1, 2], 16)).toEqual([null, '0000000000000002'])
    await library.apply([{ kind: 'feeds.unlink', ids: [1] }])
    expect(await library.remotes([1], 16)).toEqual(new Map())
    const { abilities } = account(1)
    await library.apply([
      { kind: 'accounts.put', accounts: [account(1, { abilities: { ...abilities, save: false } })] },
    ])
    await library.apply([{ kind: 'articles.mark', ids: [3], saved: true }])
    expect(library.state(3)?.saved).toBe(true)
    expect(library.isPending(3, 'saved')).toBe(false)
  })
})

describe('what is followed', () => {
  test('followed, renamed, moved: each waits once; fetching does not', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'feeds.put', feeds: [feed(3, { accountId: 1 })] }])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(1, { ownTitle: 'Mine', folderId: 1 })] }])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(1, { ownTitle: 'Mine', folderId: 1, paused: true })] }])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(1, { ownTitle: 'Ours', folderId: 1 })] }])
    expect(pending(library)).toEqual(['feed 3 follow', 'feed 1 folder', 'feed 1 title'])
    // Titles and folders that wait stay, all else is the service's.
    await library.apply([
      { kind: 'feeds.put', feeds: [theirs(1, { siteUrl: 'https://new.example', title: 'Theirs' })], service: true },
      { kind: 'feeds.put', feeds: [feed(3, { accountId: 1, remoteId: 'r3', title: 'As there' })], service: true },
    ])
    expect(library.feed(1)).toMatchObject({ ownTitle: 'Ours', folderId: 1, siteUrl: 'https://new.example' })
    expect(library.feed(3)).toMatchObject({ remoteId: 'r3', title: 'Paper 3' })
    // What waits to be followed cannot be missing there.
    await library.apply([{ kind: 'feeds.remove', ids: [3], service: true }])
    expect(library.feed(3)).not.toBe(null)
    await library.apply([sent(library)])
    await library.apply([
      { kind: 'feeds.remove', ids: [3], service: true },
      { kind: 'feeds.put', feeds: [theirs(1, { title: 'Theirs' })], service: true },
    ])
    expect(library.feeds()).toMatchObject([{ id: 1, title: 'Theirs', ownTitle: null, folderId: null }, { id: 2 }])
    expect(pending(library)).toEqual([])
  })

  test('let go: told, and not put back by the service until it knows', async () => {
    const { library } = await used()
    await library.apply([
      { kind: 'articles.mark', ids: [1], read: true },
      { kind: 'feeds.put', feeds: [theirs(1, { ownTitle: 'Mine' })] },
    ])
    await library.apply([{ kind: 'feeds.remove', ids: [1] }])
    expect(pending(library)).toEqual(['1 read true', 'gone feed r1'])
    await library.apply([
      { kind: 'feeds.put', feeds: [theirs(9, { remoteId: 'r1' })], service: true },
      { kind: 'feeds.restore', ids: [1], service: true },
    ])
    expect(library.feeds().map(({ id }) => id)).toEqual([2])
    expect(library.unfollowed()).toMatchObject([{ feed: { id: 1 }, at: start }])
    await library.apply([sent(library, /gone/)])
    // With the feed there is nobody to tell about its articles.
    expect(pending(library)).toEqual([])
  })

  test('let go and taken back before anybody knew: as if nothing had been, and no mark is lost', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    await library.apply([{ kind: 'feeds.remove', ids: [1] }])
    await library.apply([{ kind: 'feeds.restore', ids: [1] }])
    expect(pending(library)).toEqual(['1 read true', 'feed 1 title', 'feed 1 folder'])
    expect(library.feed(1)).toMatchObject({ remoteId: 'r1' })
  })

  test('taken back when the service knows: followed anew, under ids yet to come', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'feeds.remove', ids: [1] }])
    await library.apply([sent(library)])
    await library.apply([{ kind: 'feeds.restore', ids: [1] }])
    expect(pending(library)).toEqual(['feed 1 follow'])
    expect(library.feed(1)).toMatchObject({ accountId: 1, remoteId: null })
    expect(await library.remoteIds([1], 16)).toEqual([null])
  })

  test('followed and let go before anybody knew: nothing to tell; taken back, with what was read meanwhile', async () => {
    const { library } = await used()
    await library.apply([
      { kind: 'feeds.put', feeds: [feed(3, { accountId: 1 })] },
      { kind: 'articles.add', feedId: 3, articles: [7, 8].map((n) => article(n)) },
    ])
    await library.apply([{ kind: 'articles.mark', ids: [7], read: true }])
    await library.apply([{ kind: 'feeds.remove', ids: [3] }])
    expect(pending(library)).toEqual([])
    await library.apply([{ kind: 'feeds.restore', ids: [3] }])
    expect(pending(library)).toEqual(['feed 3 follow', '7 read true'])
  })

  test('let go and followed again by its address before anybody knew: it is not let go there', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'feeds.remove', ids: [1] }])
    await library.apply([{ kind: 'feeds.put', feeds: [feed(9, { accountId: 1, url: theirs(1).url })] }])
    expect(pending(library)).toEqual(['feed 9 follow'])
    // Followed, let go while that was being told, and taken back.
    await library.apply([{ kind: 'feeds.remove', ids: [9] }])
    const gone = { on: 'gone', key: 'feed', remoteId: 'r9', title: 'Nine' } as const
    await library.apply([{ kind: 'outbox.add', accountId: 1, changes: [gone] }])
    await library.apply([{ kind: 'feeds.restore', ids: [9] }])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(9)], service: true }])
    expect(pending(library)).toEqual(['feed 9 follow'])
  })

  test('set free nothing is told; into another account it leaves the first', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'accounts.put', accounts: [account(2)] }])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(1, { accountId: 2 })] }])
    expect(pending(library)).toEqual(['gone feed r1', 'feed 1 follow'])
    expect(library.outbox().map(({ accountId }) => accountId)).toEqual([1, 2])
    expect(library.feed(1)).toMatchObject({ accountId: 2, remoteId: null })
    expect(await library.remoteIds([1], 16)).toEqual([null])
    await library.apply([{ kind: 'feeds.put', feeds: [feed(1)] }])
    expect(pending(library)).toEqual(['gone feed r1'])
  })

  test('folders: made, renamed, removed, taken back', async () => {
    const { library } = await used()
    const folder = { id: 2, title: 'New', parentId: null, position: 1, accountId: 1 }
    await library.apply([{ kind: 'folders.put', folders: [folder] }])
    await library.apply([{ kind: 'folders.put', folders: [{ ...folder, title: 'Newer' }] }])
    expect(pending(library)).toEqual(['folder 2 add', 'folder 2 title'])
    // What is made there by its old name has the new one here.
    await library.apply([{ kind: 'folders.put', folders: [{ ...folder, remoteId: 'd2' }], service: true }])
    expect(library.folders()[1]).toMatchObject({ title: 'Newer', remoteId: 'd2' })
    await library.apply([sent(library)])
    const [first, second] = library.folders()
    await library.apply([{ kind: 'folders.remove', ids: [1, 2] }])
    expect(pending(library)).toEqual(['gone folder d1', 'gone folder d2'])
    await library.apply([{ kind: 'folders.put', folders: first ? [first] : [], service: true }])
    expect(library.folders()).toEqual([])
    await library.apply([sent(library, /d2/)])
    await library.apply([{ kind: 'folders.put', folders: first && second ? [first, second] : [] }])
    expect(pending(library)).toEqual(['folder 1 title', 'folder 2 add'])
    expect(library.folders()[1]).toMatchObject({ remoteId: null })
  })

  test('an account that goes takes what waits with it; what its sync still brings finds no place', async () => {
    const { files, library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    const heard: string[] = []
    library.onChange(({ kind }) => void heard.push(kind))
    await library.apply([
      { kind: 'accounts.remove', ids: [1] },
      { kind: 'feeds.put', feeds: [feed(1, { accountId: null })] },
    ])
    expect(heard).toEqual(['accounts.removed', 'feeds.changed'])
    expect(library.outbox()).toEqual([])
    await library.apply([{ kind: 'feeds.put', feeds: [theirs(1, { title: 'Late' }), theirs(5)], service: true }])
    expect(library.feeds()).toMatchObject([{ id: 1, title: 'Paper 1', accountId: null }, { id: 2 }])
    await library.apply([{ kind: 'articles.mark', ids: [2], read: true }])
    expect(library.outbox()).toEqual([])
    await library.close()
    const again = await openLibrary(testHost(files))
    expect(again.accounts()).toEqual([])
    // No number comes twice.
    expect(again.nextAccountId()).toBe(2)
  })
})

test('an account goes with its feeds and folders, those too that it has not heard of', async () => {
  const { library } = await used()
  await library.apply([
    { kind: 'feeds.put', feeds: [feed(3, { accountId: 1 })] },
    { kind: 'folders.put', folders: [{ id: 2, title: 'New', parentId: null, position: 1, accountId: 1 }] },
  ])
  await library.apply([
    { kind: 'feeds.remove', ids: [1, 3], service: true },
    { kind: 'folders.remove', ids: [1, 2], service: true },
    { kind: 'accounts.remove', ids: [1] },
  ])
  expect([library.feeds().map(({ id }) => id), library.folders(), library.outbox()]).toEqual([[2], [], []])
  // And comes back with them.
  await library.apply([
    { kind: 'accounts.put', accounts: [account(1)] },
    { kind: 'feeds.restore', ids: [1, 3], service: true },
  ])
  expect(library.feeds().map(({ id, accountId }) => [id, accountId ?? null])).toEqual([
    [2, null],
    [1, 1],
    [3, 1],
  ])
})

describe('what was refused', () => {
  const problem = { kind: 'changeRefused', status: 404, detail: 'gone' } as const
  const refusing = (library: Library): Write => ({
    kind: 'outbox.refused',
    accountId: 1,
    entries: library.outbox(1).map(({ seq, change }) => ({ seq, change, problem })),
  })

  test('is shown, kept, and waits again with the mark it was', async () => {
    const { files, library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1, 2], read: true }])
    await library.apply([refusing(library)])
    expect(library.waiting(1)).toBe(0)
    // Nothing waits, so the service is right.
    await library.apply([{ kind: 'articles.mark', ids: [1, 2], read: false, service: true }])
    await library.close()
    const again = await openLibrary(testHost(files))
    expect(again.refused(1)).toMatchObject([
      { change: { id: 1 }, problem },
      { change: { id: 2 }, problem },
    ])
    const [first, second] = again.refused().map(({ seq }) => seq)
    await again.apply([{ kind: 'outbox.settle', seqs: [first ?? 0], how: 'again' }])
    expect(pending(again)).toEqual(['1 read true'])
    expect([1, 2].map((id) => again.state(id)?.read)).toEqual([true, false])
    await again.apply([{ kind: 'outbox.settle', seqs: [second ?? 0, 99], how: 'forget' }])
    expect(again.refused()).toEqual([])
    expect(again.waiting(1)).toBe(1)
  })

  test('a newer wish is not refused with the older, and at most 500 are kept', async () => {
    const { library } = await used()
    await library.apply([{ kind: 'articles.mark', ids: [1], read: true }])
    const write = refusing(library)
    await library.apply([{ kind: 'articles.mark', ids: [1], read: false }])
    await library.apply([write])
    expect(library.refused()).toEqual([])
    const changes = Array.from({ length: 600 }, (_, n): PendingChange => {
      return { on: 'gone', key: 'feed', remoteId: `x${n}`, title: 'X' }
    })
    await library.apply([{ kind: 'outbox.add', accountId: 1, changes }])
    await library.apply([refusing(library)])
    expect(library.refused()).toHaveLength(500)
    expect(library.refused().at(-1)).toMatchObject({ change: { remoteId: 'x599' } })
  })
})

test('feeds that are only visited carry no counts; those that come and go do', async () => {
  const { library } = await used()
  const told: boolean[] = []
  library.onChange(({ counts }) => void told.push(counts !== null))
  await library.apply([{ kind: 'feeds.put', feeds: [feed(2, { title: 'Visited' })] }])
  await library.apply([{ kind: 'feeds.put', feeds: [feed(2), feed(3)] }])
  await library.apply([{ kind: 'feeds.remove', ids: [2] }])
  await library.apply([{ kind: 'feeds.restore', ids: [2] }])
  await library.apply([{ kind: 'feeds.put', feeds: [feed(2)] }])
  await library.apply([{ kind: 'accounts.put', accounts: [account(1)] }])
  expect(told).toEqual([false, true, true, true, false, false])
})

test('articles of one account', async () => {
  const { library } = await used()
  const query = { scope: { kind: 'account', id: 1 }, show: 'all', order: 'oldest' } as const
  expect(library.list(query).sort()).toEqual([1, 2, 3])
  expect(library.list(query, { among: [2, 5] })).toEqual([2])
  expect(library.list({ ...query, scope: { kind: 'account', id: 9 } })).toEqual([])
})
