// Which folders are closed, remembered over restarts.
import { tell } from './topics.ts'

const KEY = 'broadsheet.closed'

let closed: ReadonlySet<string> = remembered()

export const closedFolders = (): ReadonlySet<string> => closed

export function setClosed(keys: Iterable<string>, isClosed: boolean): void {
  const next = new Set(closed)
  for (const key of keys) {
    if (isClosed) next.add(key)
    else next.delete(key)
  }
  closed = next
  if (typeof localStorage !== 'undefined') localStorage.setItem(KEY, JSON.stringify([...closed]))
  tell('feeds')
}

function remembered(): ReadonlySet<string> {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
  if (text === null) return new Set()
  try {
    const saved: unknown = JSON.parse(text)
    return new Set(Array.isArray(saved) ? saved.filter((each) => typeof each === 'string') : [])
  } catch (error) {
    if (error instanceof SyntaxError) return new Set()
    throw error
  }
}
