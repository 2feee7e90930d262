import { describe, expect, it } from 'vitest'
import type { Abilities, Account, AccountState, Counts, Feed, Folder } from '../../main/contract/models.ts'
import { newFeed } from '../bridge/demo-library.ts'
import { everything } from '../bridge/demo-services.ts'
import { feedsWithin } from './folders.ts'
import { moveByDrop, moveByKey } from './tree-moves.ts'
import { keyOfScope, nextWithUnread, rowsOf, scopeOf, typeAhead, plainName, type Row } from './tree.ts'

const feed = (id: number, folderId: number | null, position: number, accountId: number | null = null): Feed => ({
  ...newFeed(id, `Feed ${id}`, 'en', folderId, 0, null),
  position,
  accountId,
})
const folder = (id: number, position: number, accountId: number | null = null): Folder => ({
  id,
  title: `Folder ${id}`,
  parentId: null,
  position,
  accountId,
})
const account = (id: number, abilities: Partial<Abilities> = {}): Account => ({
  id,
  service: 'miniflux',
  preset: 'miniflux',
  title: `Account ${id}`,
  address: 'https://news.example',
  user: 'clara',
  abilities: { ...everything, ...abilities },
  digits: 16,
  addedAt: 0,
  position: id,
  paused: false,
  sync: {
    syncedAt: 0,
    nextAt: 0,
    failures: 0,
    problem: null,
    expired: false,
    cursors: {},
    seen: { feeds: 0, unread: 0, saved: 0 },
    doubts: {},
  },
})
const state = (accountId: number): AccountState => ({ accountId, waiting: 0, refused: 0, kind: 'offline' })
const counts: Counts = { unread: 12, saved: 0, total: 30, today: 0, feeds: { 1: [4, 9], 2: [5, 9], 3: [3, 9] } }
const byId = <T extends { id: number }>(all: T[]): Map<number, T> => new Map(all.map((each) => [each.id, each]))

// This computer: Folder 1 (Feed 1). Account 7: Feed 3, Folder 2 (Feed 2). Account 8, which moves nothing: Folder 3 (Feed 4), Feed 5.
const scene = {
  feeds: byId([feed(1, 1, 0), feed(2, 2, 0, 7), feed(3, null, 0, 7), feed(4, 3, 0, 8), feed(5, null, 1, 8)]),
  folders: byId([folder(1, 0), folder(2, 1, 7), folder(3, 0, 8)]),
  accounts: [account(7), account(8, { moveFeed: false })],
  accountStates: [state(7), state(8)],
  labels: [{ label: 'Recipes', articles: 2 }],
}
const rows = (closed: string[] = []): Row[] => rowsOf(scene, counts, new Set(closed))
const keys = (all: Row[]): string[] => all.map((row) => row.key)
const row = (key: string): Row => rows().find((each) => each.key === key) ?? expect.fail(key)

describe('the tree with accounts', () => {
  it('has a section for this computer, for each account and for labels', () => {
    expect(keys(rows())).toEqual([
      ...['all', 'today', 'saved', 'home', 'folder:1', 'feed:1'],
      ...['account:7', 'chip:7', 'feed:3', 'folder:2', 'feed:2'],
      ...['account:8', 'chip:8', 'folder:3', 'feed:4', 'feed:5'],
      ...['labels', 'label:Recipes'],
    ])
    expect(row('account:7')).toMatchObject({ level: 1, unread: 8, place: 4, siblings: 7 })
    expect(row('feed:2')).toMatchObject({ level: 3, parent: 'folder:2' })
    expect(row('home')).toMatchObject({ unread: 4 })
  })

  it('keeps the chip of an account that is closed, and counts what it hides', () => {
    expect(keys(rows(['account:7', 'home', 'labels']))).toEqual([
      ...['all', 'today', 'saved', 'home', 'account:7', 'chip:7'],
      ...['account:8', 'chip:8', 'folder:3', 'feed:4', 'feed:5', 'labels'],
    ])
    expect(rows(['account:7']).find((each) => each.key === 'account:7')?.unread).toBe(8)
  })

  it('is as it was where there is no account', () => {
    const alone = rowsOf({ ...scene, accounts: [], labels: [] }, counts, new Set())
    expect(keys(alone)).not.toContain('home')
    // What has lost its account is still there.
    expect(keys(alone)).toEqual(expect.arrayContaining(['feed:1', 'feed:2', 'feed:3', 'feed:4', 'feed:5']))
  })

  it('puts a feed at the top of its account when its folder is of another', () => {
    const strayed = { ...scene, feeds: byId([feed(9, 1, 0, 7)]) }
    expect(rowsOf(strayed, counts, new Set()).find((each) => each.key === 'feed:9')).toMatchObject({
      parent: 'account:7',
    })
  })

  it('leads to lists and back', () => {
    for (const each of rows()) {
      const scope = scopeOf(each)
      if (scope === null) expect(['home', 'labels']).toContain(each.kind)
      else if (each.kind !== 'chip') expect(keyOfScope(scope)).toBe(each.key)
    }
    expect(feedsWithin(scene, { kind: 'account', id: 7 })).toEqual(new Set([2, 3]))
  })

  it('is walked without stopping at chips', () => {
    expect(typeAhead(rows(), 0, 'account 8', plainName)).toBe(keys(rows()).indexOf('account:8'))
    expect(nextWithUnread(rows(), 'feed:1', 1)?.key).toBe('feed:3')
  })
})

describe('moving in accounts', () => {
  it('goes into a folder of the account and out to its top', () => {
    expect(moveByDrop(scene, row('feed:3'), row('folder:2'), 'into')).toEqual({
      feeds: [3],
      folders: [],
      to: 2,
      place: 1,
    })
    expect(moveByKey(scene, row('feed:2'), 'out')).toEqual({ feeds: [2], folders: [], to: null, place: 2 })
    expect(moveByDrop(scene, row('feed:2'), row('account:7'), 'after')).toMatchObject({ to: null, place: 0 })
    expect(moveByDrop(scene, row('feed:2'), row('chip:7'), 'after')).toMatchObject({ to: null, place: 0 })
  })

  it('never leads from one account to another, nor out of one', () => {
    for (const target of ['folder:1', 'feed:1', 'folder:3', 'home', 'account:8', 'all'])
      for (const where of ['before', 'after', 'into'] as const)
        expect(moveByDrop(scene, row('feed:3'), row(target), where), `${target} ${where}`).toBeNull()
    expect(moveByDrop(scene, row('feed:1'), row('folder:2'), 'into')).toBeNull()
    expect(moveByDrop(scene, row('feed:1'), row('label:Recipes'), 'after')).toBeNull()
  })

  it('counts places among the neighbours of the account alone', () => {
    expect(moveByKey(scene, row('folder:2'), 'up')).toEqual({ feeds: [], folders: [2], to: null, place: 0 })
    expect(moveByKey(scene, row('feed:3'), 'up')).toBeNull()
  })

  it('puts no folder of an account into another', () => {
    const two = { ...scene, folders: byId([...scene.folders.values(), folder(4, 3, 7)]) }
    const four = rowsOf(two, counts, new Set()).find((each) => each.key === 'folder:4')
    if (four === undefined) return expect.fail('no row')
    expect(moveByDrop(two, four, row('folder:2'), 'into')).toBeNull()
    expect(moveByKey(two, four, 'in')).toBeNull()
  })

  it('changes only the order where the service cannot move feeds', () => {
    expect(moveByKey(scene, row('feed:4'), 'out')).toBeNull()
    expect(moveByDrop(scene, row('feed:5'), row('folder:3'), 'into')).toBeNull()
    expect(moveByKey(scene, row('feed:5'), 'up')).toMatchObject({ feeds: [5], to: null, place: 0 })
  })
})
