import { describe, expect, it } from 'vitest'
import type { Counts, Feed, Folder } from '../../main/contract/models.ts'
import { newFeed } from '../bridge/demo-library.ts'
import { feedsWithin } from './folders.ts'
import { moveByDrop, moveByKey } from './tree-moves.ts'
import { nextWithUnread, plainName, rowsOf, typeAhead, type Row } from './tree.ts'

const feed = (id: number, folderId: number | null, position: number): Feed => ({
  ...newFeed(id, `Feed ${id}`, 'en', folderId, 0, null),
  position,
})
const folder = (id: number, parentId: number | null, position: number): Folder => ({
  id,
  title: `Folder ${id}`,
  parentId,
  position,
})
const shelving = (feeds: Feed[], folders: Folder[]) => ({
  feeds: new Map(feeds.map((each) => [each.id, each])),
  folders: new Map(folders.map((each) => [each.id, each])),
})
const counts: Counts = { unread: 9, saved: 1, total: 20, today: 2, feeds: { 1: [4, 10], 2: [0, 3], 3: [5, 7] } }

// all, today, saved, Folder 1 (Feed 1, Folder 2 (Feed 2)), Feed 3
const home = shelving([feed(1, 1, 0), feed(2, 2, 0), feed(3, null, 1)], [folder(1, null, 0), folder(2, 1, 1)])
const rows = (closed: string[] = []): Row[] => rowsOf(home, counts, new Set(closed))
const keys = (list: Row[]): string[] => list.map((row) => row.key)
const row = (key: string): Row => rows().find((each) => each.key === key) ?? expect.fail(key)

describe('the rows of the tree', () => {
  it('stand in order, with their depth and place among their siblings', () => {
    expect(keys(rows())).toEqual(['all', 'today', 'saved', 'folder:1', 'feed:1', 'folder:2', 'feed:2', 'feed:3'])
    expect(rows().map((each) => each.level)).toEqual([1, 1, 1, 1, 2, 2, 3, 1])
    expect(row('feed:3')).toMatchObject({ place: 4, siblings: 5 })
    expect(row('folder:2')).toMatchObject({ place: 1, siblings: 2, parent: 'folder:1' })
  })

  it('sum what is unread in folders', () => {
    expect(row('folder:1').unread).toBe(4)
    expect(row('all').unread).toBe(9)
  })

  it('hide what lies in a closed folder', () => {
    expect(keys(rows(['folder:1']))).toEqual(['all', 'today', 'saved', 'folder:1', 'feed:3'])
  })

  it('lose nothing when a parent is missing or folders lie in each other', () => {
    const broken = shelving([feed(1, 77, 0)], [folder(1, 2, 0), folder(2, 1, 0), folder(3, 99, 0)])
    expect(new Set(keys(rowsOf(broken, counts, new Set())))).toEqual(
      new Set(['all', 'today', 'saved', 'folder:1', 'folder:2', 'folder:3', 'feed:1']),
    )
    expect(feedsWithin(broken, { kind: 'folder', id: 1 })).toEqual(new Set())
  })

  it('mark a folder in which a feed has a problem', () => {
    const troubled = shelving(
      [{ ...feed(1, 1, 0), fetch: { ...feed(1, 1, 0).fetch, problem: { kind: 'gone' } } }],
      [folder(1, null, 0)],
    )
    expect(rowsOf(troubled, counts, new Set())[3]).toMatchObject({ kind: 'folder', troubled: true })
  })
})

describe('moving by keys', () => {
  it('goes up and down among siblings, and not beyond', () => {
    expect(moveByKey(home, row('feed:3'), 'up')).toEqual({ feeds: [3], folders: [], to: null, place: 0 })
    expect(moveByKey(home, row('feed:3'), 'down')).toBeNull()
    expect(moveByKey(home, row('folder:1'), 'down')).toEqual({ feeds: [], folders: [1], to: null, place: 1 })
  })

  it('goes into the folder above and out behind the folder', () => {
    expect(moveByKey(home, row('feed:3'), 'in')).toEqual({ feeds: [3], folders: [], to: 1, place: 2 })
    expect(moveByKey(home, row('feed:2'), 'out')).toEqual({ feeds: [2], folders: [], to: 1, place: 2 })
    expect(moveByKey(home, row('folder:2'), 'out')).toEqual({ feeds: [], folders: [2], to: null, place: 1 })
    expect(moveByKey(home, row('feed:1'), 'in')).toBeNull()
  })

  it('leaves the smart rows where they are', () => {
    expect(moveByKey(home, row('all'), 'down')).toBeNull()
  })
})

describe('moving by dropping', () => {
  it('counts the places without what is moved', () => {
    expect(moveByDrop(home, row('feed:1'), row('folder:2'), 'after')).toEqual({
      feeds: [1],
      folders: [],
      to: 1,
      place: 1,
    })
    expect(moveByDrop(home, row('feed:3'), row('feed:1'), 'before')).toEqual({
      feeds: [3],
      folders: [],
      to: 1,
      place: 0,
    })
    expect(moveByDrop(home, row('feed:3'), row('folder:2'), 'into')).toEqual({
      feeds: [3],
      folders: [],
      to: 2,
      place: 1,
    })
    expect(moveByDrop(home, row('feed:2'), row('saved'), 'after')).toEqual({
      feeds: [2],
      folders: [],
      to: null,
      place: 0,
    })
  })

  it('puts no folder into itself, nor deeper than eight', () => {
    expect(moveByDrop(home, row('folder:1'), row('folder:2'), 'into')).toBeNull()
    const deep = shelving(
      [],
      [...Array.from({ length: 8 }, (_, at) => folder(at + 1, at === 0 ? null : at, 0)), folder(20, null, 5)],
    )
    const all = rowsOf(deep, counts, new Set())
    const [twenty, eight, seven] = ['folder:20', 'folder:8', 'folder:7'].map((key) =>
      all.find((each) => each.key === key),
    )
    if (!twenty || !eight || !seven) return expect.fail('no rows')
    expect(moveByDrop(deep, twenty, eight, 'into')).toBeNull()
    expect(moveByDrop(deep, twenty, seven, 'into')).toMatchObject({ to: 7 })
  })
})

describe('going about in the tree', () => {
  it('finds by typing, from the next on and round the end', () => {
    const all = rows()
    expect(typeAhead(all, 3, 'f', plainName)).toBe(4)
    expect(typeAhead(all, 7, 'f', plainName)).toBe(3)
    expect(typeAhead(all, 4, 'feed 3', plainName)).toBe(7)
    expect(typeAhead(all, 0, 'x', plainName)).toBe(-1)
  })

  it('goes to the next feed that has unread articles', () => {
    expect(nextWithUnread(rows(), 'feed:1', 1)?.key).toBe('feed:3')
    expect(nextWithUnread(rows(), 'feed:3', 1)?.key).toBe('feed:1')
    expect(nextWithUnread(rows(), 'feed:1', -1)?.key).toBe('feed:3')
    expect(nextWithUnread(rows(), null, 1)?.key).toBe('feed:1')
  })
})
