// Two and three computers with a folder between them that delivers late, twice, out of order, cut off, and old again.
import { expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { memoryFiles, type MemoryFiles } from '../../hosts/memory/files.ts'
import { Cells, readLine, type Line } from '../folder/cells.ts'
import type { Client, ServiceContext } from '../service.ts'
import { abilities, folder } from './folder.ts'

const id = (n: number) => n.toString(16).padStart(24, '0')
const signal = new AbortController().signal
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What this service has of what one may have. */
type Whole = Client &
  Required<
    Pick<
      Client,
      'changes' | 'follow' | 'unfollow' | 'renameFeed' | 'moveFeed' | 'addFolder' | 'renameFolder' | 'removeFolder'
    >
  >

interface Computer {
  client: Whole
  home: MemoryFiles
  shared: MemoryFiles
  clock: { now: number }
  /** As after a restart. */
  again(): Whole
}

function computer(shared = memoryFiles(), home = memoryFiles()): Computer {
  const clock = { now: 1_000_000 }
  const context = (): ServiceContext => ({
    wire: { request: () => Promise.reject(new Error('no network here')) },
    now: () => clock.now,
    pause: async () => undefined,
    sha256,
    folder: async (path) => (path === '/sync' ? shared : null),
    home: { ...home },
    log: () => undefined,
  })
  const open = () =>
    folder.open(
      context(),
      { address: '/sync', preset: 'folder', abilities: abilities },
      { user: '', secret: '' },
      () => undefined,
    ) as Whole
  return { client: open(), home, shared, clock, again: open }
}

async function states(client: Whole) {
  const page = await client.changes(null, signal)
  if (!page.ok) throw new Error(JSON.stringify(page.problem))
  return Object.fromEntries(page.value.values.map(({ id, ...state }) => [id, state]))
}

const told = async (client: Whole, key: 'read' | 'saved', value: boolean, ...ids: string[]) =>
  expect(await client.tell({ key, value }, ids, signal)).toEqual({ ok: true, value: { refused: [] } })

/** What a folder that is kept in step by somebody else does: brings single files over, as they were at some time. */
async function deliver(from: MemoryFiles, to: MemoryFiles, bytes?: (whole: Uint8Array) => Uint8Array): Promise<void> {
  for (const { name } of await from.list('broadsheet')) {
    const whole = await from.read(`broadsheet/${name}`)
    if (whole) await to.replace(`broadsheet/${name}`, bytes ? bytes(whole) : whole)
  }
}

test('marks, labels, feeds and folders of one are seen by the other, after a restart too', async () => {
  const shared = memoryFiles()
  const [one, two] = [computer(shared), computer(shared)]
  await told(one.client, 'read', true, id(1), id(2))
  await told(one.client, 'saved', true, id(2))
  await one.client.tell({ key: 'label', label: 'to do', value: true }, [id(2)], signal)
  const a = { remoteId: 'Politics', title: 'Politics' }
  await one.client.follow({ url: 'https://a.example/feed', title: 'A', folder: a }, signal)
  await one.client.follow({ url: 'https://b.example/feed', title: 'B', folder: null }, signal)
  const seen = {
    [id(1)]: { read: true, saved: null, labels: null },
    [id(2)]: { read: true, saved: true, labels: ['to do'] },
  }
  expect(await states(two.client)).toEqual(seen)
  expect(await states(two.again())).toEqual(seen)
  expect(await states(one.again())).toEqual(seen)
  expect(await two.client.structure(signal)).toEqual({
    ok: true,
    value: {
      folders: [a],
      feeds: [
        {
          remoteId: 'https://a.example/feed',
          url: 'https://a.example/feed',
          siteUrl: null,
          title: 'A',
          folderId: 'Politics',
        },
        {
          remoteId: 'https://b.example/feed',
          url: 'https://b.example/feed',
          siteUrl: null,
          title: 'B',
          folderId: null,
        },
      ],
      labels: ['to do'],
    },
  })
})

test('renaming and removing a folder moves its feeds; letting a feed go is seen', async () => {
  const shared = memoryFiles()
  const [one, two] = [computer(shared), computer(shared)]
  const url = 'https://a.example/feed'
  const added = await one.client.addFolder('News', signal)
  if (!added.ok) throw new Error('no folder')
  const followed = await one.client.follow({ url, title: 'A', folder: added.value }, signal)
  if (!followed.ok) throw new Error('no feed')
  const places = async () => {
    const structure = await two.client.structure(signal)
    return (
      structure.ok && [structure.value.folders.map(({ title }) => title), structure.value.feeds.map((f) => f.folderId)]
    )
  }
  await one.client.renameFolder(added.value, 'Papers', signal)
  expect(await places()).toEqual([['Papers'], ['Papers']])
  await one.client.removeFolder({ remoteId: 'Papers', title: 'Papers' }, [followed.value], signal)
  expect(await places()).toEqual([[], [null]])
  await one.client.unfollow(followed.value, signal)
  expect(await places()).toEqual([[], []])
  await two.client.follow({ url, title: 'A again', folder: null }, signal)
  expect(await places()).toEqual([[], [null]])
})

test('the later mark wins, and a mark made in knowledge of another wins whatever the clocks say', async () => {
  const [a, b] = [memoryFiles(), memoryFiles()]
  const [one, two] = [computer(a), computer(b)]
  one.clock.now = 5000
  two.clock.now = 9000
  await told(one.client, 'read', true, id(1))
  await told(two.client, 'read', false, id(1))
  await deliver(a, b)
  await deliver(b, a)
  expect((await states(one.client))[id(1)]?.read).toBe(false)
  expect((await states(two.client))[id(1)]?.read).toBe(false)
  // The first one's clock is far behind, and it has seen the other's mark.
  await told(one.client, 'read', true, id(1))
  await deliver(a, b)
  expect((await states(two.client))[id(1)]?.read).toBe(true)
})

test('a file that is still on its way, comes twice or is an old one changes nothing that is known', async () => {
  const [a, b] = [memoryFiles(), memoryFiles()]
  const [one, two] = [computer(a), computer(b)]
  await told(one.client, 'read', true, id(1))
  const early = memoryFiles()
  await deliver(a, early)
  await told(one.client, 'read', false, id(1))
  await told(one.client, 'saved', true, id(2))
  await deliver(a, b, (whole) => whole.slice(0, whole.length - 7))
  expect(await states(two.client)).toEqual({ [id(1)]: { read: false, saved: null, labels: null } })
  await deliver(a, b)
  await deliver(a, b)
  const all = await states(two.client)
  expect(all[id(2)]?.saved).toBe(true)
  await deliver(early, b)
  expect(await states(two.client)).toEqual(all)
  expect(await states(two.again())).toEqual(all)
})

test('a computer says again what the folder has lost of it', async () => {
  const [a, b] = [memoryFiles(), memoryFiles()]
  const [one, two] = [computer(a), computer(b)]
  await told(one.client, 'read', true, id(1), id(2))
  for (const { name } of await a.list('broadsheet')) await a.remove(`broadsheet/${name}`)
  await states(one.again())
  await deliver(a, b)
  expect(Object.keys(await states(two.client))).toEqual([id(1), id(2)])
})

test('a library that was copied to another computer speaks with a name of its own', async () => {
  const shared = memoryFiles()
  const one = computer(shared)
  await told(one.client, 'read', true, id(1))
  const copy = memoryFiles()
  for (const { name } of await one.home.list('sharing'))
    for (const file of await one.home.list(`sharing/${name}`)) {
      const bytes = await one.home.read(`sharing/${name}/${file.name}`)
      if (bytes) await copy.replace(`sharing/${name}/${file.name}`, bytes)
    }
  const two = computer(shared, copy)
  await told(one.client, 'saved', true, id(1))
  await states(two.client)
  await told(two.client, 'saved', true, id(2))
  await told(one.client, 'saved', true, id(3))
  expect(await shared.list('broadsheet')).toHaveLength(2)
  const everything = await states(one.client)
  expect(await states(two.client)).toEqual(everything)
  expect(Object.keys(everything).toSorted()).toEqual([id(1), id(2), id(3)])
})

test('a folder that is not there is a problem, and loses nothing', async () => {
  const one = computer()
  const elsewhere = await folder.signIn(
    { ...({} as ServiceContext), sha256, folder: async () => null, home: one.home },
    { preset: 'folder', address: '/nowhere', user: '', secret: '', app: null },
  )
  expect(elsewhere).toEqual({ ok: false, problem: { kind: 'signInRefused', field: 'address' } })
})

test('nonsense in the folder is passed over', async () => {
  const shared = memoryFiles()
  const one = computer(shared)
  await told(one.client, 'read', true, id(1))
  await shared.replace('broadsheet/0123456789abcdef.log', 'nonsense\n00000000 [1]\n\n\u0000\u0000')
  await shared.replace('broadsheet/notes.txt', 'x')
  const huge = JSON.stringify([4e15, '0123456789abcdef', 'read', 0, [id(1)]])
  await shared.replace('broadsheet/1123456789abcdef.log', `${sha256(huge).slice(0, 8)} ${huge}\n`)
  expect(await states(one.client)).toEqual({ [id(1)]: { read: true, saved: null, labels: null } })
  for (const line of [
    '{}',
    '[]',
    '[1,2,3,4,5]',
    '[1,"0123456789abcdef","feed",{"url":"javascript:x"},"u"]',
    '[1.5,"0123456789abcdef","read",1,[]]',
  ])
    expect(readLine(line), line).toBeNull()
})

test('whatever the order and the repetitions, all end with the same', () => {
  let seed = 7
  const random = (below: number) => ((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8) % below
  for (let round = 0; round < 200; round++) {
    const lines = Array.from({ length: 30 }, (): Line => [
      random(10),
      `${random(3)}`.repeat(16),
      random(2) ? 'read' : 'saved',
      random(2) ? 1 : 0,
      [id(random(3)), id(3 + random(3))],
    ])
    const orders = [lines, lines.toReversed(), [...lines.slice(10), ...lines, ...lines.slice(0, 10)]]
    const results = orders.map((order) => {
      const cells = new Cells()
      for (const line of order) cells.joinLine(line)
      const again = new Cells()
      for (const line of cells.lines()) again.joinLine(line)
      return [cells.sign, again.sign, JSON.stringify([...cells.entries()].toSorted())]
    })
    for (const result of results) expect(result).toEqual(results[0])
    expect(results[0]?.[0]).toBe(results[0]?.[1])
  }
})
