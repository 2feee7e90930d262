// Passwords of feeds that were let go of: they stay for as long as the feed can come back, and then leave the keychain.
import type { FeedId, Instant } from '../contract/models.ts'
import type { Desk } from './desk.ts'
import { report } from './feeds.ts'
import { secretName } from './refresh.ts'

/** A keychain does not tell what is in it, so the ids of private feeds lie there as well, with when they were missed. */
const LIST = 'feeds:private'
/** The library lets an unfollowed feed come back for so long. */
const COMES_BACK = 30 * 24 * 3_600_000

type Noted = Map<FeedId, Instant | null>

export function watchSecrets(desk: Desk): { keepHouse(): Promise<void>; stop(): void } {
  const { library, host } = desk
  const { secrets, clock } = host
  const known = new Set<FeedId>()
  let last: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const before = await read()
    const now = clock.now()
    const noted: Noted = new Map()
    for (const feed of library.feeds()) if (feed.access !== 'open' || before.has(feed.id)) noted.set(feed.id, null)
    for (const [id, missed] of before) {
      if (noted.has(id)) continue
      const since = missed === null || missed > now ? now : missed
      // As long as it may come back its articles are there as well.
      const isOver = now - since > COMES_BACK && (await library.hashes(id)).length === 0
      if (!isOver || library.feed(id) || !(await secrets.set(secretName(id), null)).ok) noted.set(id, since)
    }
    for (const id of noted.keys()) known.add(id)
    const text = JSON.stringify([...noted])
    if (text !== JSON.stringify([...before])) await secrets.set(LIST, text)
  }

  async function read(): Promise<Noted> {
    const text = (await secrets.get(LIST)) ?? '[]'
    try {
      const list: unknown = JSON.parse(text)
      const entries: unknown[] = Array.isArray(list) ? list : []
      return new Map(
        entries.flatMap((entry): [FeedId, Instant | null][] => {
          const [id, missed] = Array.isArray(entry) ? (entry as unknown[]) : []
          return Number.isInteger(id) ? [[id as FeedId, typeof missed === 'number' ? missed : null]] : []
        }),
      )
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      host.log('the list of private feeds is unreadable')
      return new Map()
    }
  }

  /** One after the other: each reads what the last has written. */
  const keepHouse = (): Promise<void> => (last = last.then(look).catch(report(desk)))

  return {
    keepHouse,
    stop: library.onChange((change) => {
      if (change.kind !== 'feeds.changed') return
      if (change.feeds.some((feed) => feed.access !== 'open' && !known.has(feed.id))) void keepHouse()
    }),
  }
}
