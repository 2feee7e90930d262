// Looks through the articles for files that were left out by a rule the reader has changed since, a feed and a hundred
// articles at a time: those found are noted as waiting and fetched, and only then the next are looked through.
import { DiskError } from '../base/host.ts'
import type { ArticleId, Feed, FeedId } from '../contract/models.ts'
import type { Desk } from './desk.ts'
import { report } from './feeds.ts'
import { asksForMore, common, isSame, rulesFor, wished, type Rules } from './wishes.ts'

const STEP = 100
/** Feeds that are noted as looked through in one go. */
const NOTED_TOGETHER = 50
/** Reading many texts must not hold up the window. */
const BREATH = 10

/** Watches for changed rules; `look` looks through what has not been. `Feed.takes` says what a feed was looked through for,
 * so that a start goes on where the last one ended. */
export function watchRules(desk: Desk): { look(): void; stop(): void } {
  const { library, completer } = desk
  let stopped = false
  let looking = false
  const rulesNow = (feed: Feed) => rulesFor(feed, library.settings())
  const behind = (feeds: readonly Feed[]) => feeds.filter((feed) => asksForMore(feed, library.settings()))

  /** What is no longer asked for is left out of what comes from now on: to be looked for should the rule come back. */
  async function narrow(changed: readonly Feed[]): Promise<void> {
    const feeds = changed.flatMap(({ id }): Feed[] => {
      const feed = library.feed(id)
      const takes = feed?.takes && common(feed.takes, rulesNow(feed))
      return takes && feed.takes && !isSame(takes, feed.takes) ? [{ ...feed, takes }] : []
    })
    if (feeds.length > 0) await library.apply([{ kind: 'feeds.put', feeds }])
  }

  async function look(): Promise<void> {
    if (looking || stopped) return
    looking = true
    const through = new Map<FeedId, Rules>()
    try {
      for (let feeds = behind(library.feeds()); feeds.length > 0;) {
        for (const { id } of feeds) {
          const rules = await lookThrough(id)
          if (rules === 'stopped') return await note(through)
          if (rules) through.set(id, rules)
          if (through.size >= NOTED_TOGETHER) await note(through)
        }
        await note(through)
        feeds = behind(library.feeds())
      }
    } finally {
      looking = false
    }
  }

  async function note(through: Map<FeedId, Rules>): Promise<void> {
    const feeds = [...through].flatMap(([id, rules]): Feed[] => {
      const feed = library.feed(id)
      return feed ? [{ ...feed, takes: common(rules, rulesNow(feed)) }] : []
    })
    through.clear()
    if (feeds.length > 0 && !stopped) await library.apply([{ kind: 'feeds.put', feeds }])
  }

  /** What it has been looked through for to its end; null: it has gone, or its rules have changed meanwhile. */
  async function lookThrough(feedId: FeedId): Promise<Rules | 'stopped' | null> {
    const feed = library.feed(feedId)
    if (!feed) return null
    const rules = rulesNow(feed)
    const ids = library.list({ scope: { kind: 'feed', id: feedId }, show: 'all', order: 'newest' })
    let lacking: ArticleId[] = []
    for (const [index, id] of ids.entries()) {
      const now = library.feed(feedId)
      if (stopped) return 'stopped'
      if (!now || !isSame(rules, rulesNow(now))) return null
      const isWaiting = (library.state(id)?.completeness ?? 'waiting') === 'waiting'
      const body = isWaiting ? null : await library.body(id)
      if (body && wished(body.media, rules)) lacking.push(id)
      if (index % BREATH === BREATH - 1) await new Promise<void>((resolve) => setTimeout(resolve, 0))
      const isFull = lacking.length >= STEP || index === ids.length - 1
      if (!isFull || lacking.length === 0) continue
      // Only a line of the journal for each: the text is written once, when its files are there.
      await library.apply(lacking.map((one) => ({ kind: 'articles.update', id: one, completeness: 'waiting' })))
      completer.add(lacking, { urgency: 1 })
      lacking = []
      if (await completer.idle()) return 'stopped'
    }
    return rules
  }

  const safely = (work: Promise<void>) =>
    void work.catch((error: unknown) => {
      if (!(stopped && error instanceof DiskError)) report(desk)(error)
    })
  const stop = library.onChange((change) => {
    const changed =
      change.kind === 'feeds.changed' ? change.feeds : change.kind === 'settings.changed' ? library.feeds() : []
    if (changed.length === 0 || stopped) return
    safely(narrow(changed))
    if (behind(changed).length > 0) safely(look())
  })
  return {
    look: () => safely(look()),
    stop() {
      stopped = true
      stop()
    },
  }
}
