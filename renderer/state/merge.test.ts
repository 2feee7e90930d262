import { expect, it } from 'vitest'
import { mergeKeeping } from './merge.ts'

const all = (): boolean => true

it('puts new ones where the fresh list has them', () => {
  expect(mergeKeeping([3, 2, 1], [5, 4, 3, 2, 1], all)).toEqual([5, 4, 3, 2, 1])
})

it('keeps what has gone after what it stood after', () => {
  expect(mergeKeeping([5, 4, 3, 2, 1], [6, 5, 3, 1], all)).toEqual([6, 5, 4, 3, 2, 1])
})

it('keeps what stood first behind the new and before the old', () => {
  expect(mergeKeeping([4, 3, 2], [6, 5, 2], all)).toEqual([6, 5, 4, 3, 2])
})

it('keeps all when nothing is left, or nothing was there', () => {
  expect(mergeKeeping([2, 1], [], all)).toEqual([2, 1])
  expect(mergeKeeping([2, 1], [4, 3], all)).toEqual([4, 3, 2, 1])
  expect(mergeKeeping([], [2, 1], all)).toEqual([2, 1])
})

it('keeps only what is wanted', () => {
  expect(mergeKeeping([4, 3, 2, 1], [4, 1], (id) => id === 3)).toEqual([4, 3, 1])
})
