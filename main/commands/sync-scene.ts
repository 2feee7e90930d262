// What commands do for a sync: take articles in, store and complete them, count what is done.
import type { AccountId, Feed, OutboxEntry } from '../contract/models.ts'
import { isHome } from '../sync/addresses.ts'
import type { SyncMemory, Sync } from '../sync/scene.ts'
import type { Client } from '../sync/service.ts'
import type { Desk } from './desk.ts'
import { newFeed } from './feeds.ts'
import { keepIcon } from './refresh.ts'
import { takeInRemote } from './take-in-remote.ts'

export interface SceneParts {
  accountId: AccountId
  client: Client
  memory: SyncMemory
  signal: AbortSignal
  /** What comes is completed. */
  complete: boolean
  /** The service is on the reader's own network. */
  isPrivate(): boolean
  sent(entries: readonly OutboxEntry[]): void
  arrived(newArticles: number): void
  expect(more: number): void
  advance(done: number): void
}

export function sceneOf(desk: Desk, { complete, isPrivate, ...parts }: SceneParts): Sync {
  const { library, host, syncs, completer } = desk
  return {
    ...parts,
    library,
    clock: host.clock,
    log: (line) => host.log(`account ${parts.accountId}: ${line}`),
    pause: (ms, signal) => syncs.context.pause(ms, signal),
    checksum: (text) => host.codec.sha256(text).slice(0, 16),
    async store(writes) {
      if (writes.length === 0) return
      const changes = await library.apply(writes)
      if (!complete) return
      for (const change of changes) {
        const feed = change.kind === 'articles.added' ? library.feed(change.feedId) : null
        if (feed && feed.icon === null) void keepIcon(desk, feed)
      }
      const ids = changes.flatMap((change) =>
        change.kind === 'articles.added' || change.kind === 'articles.changed' ? change.ids : [],
      )
      completer.add(
        ids.filter((id) => library.state(id)?.completeness !== 'complete'),
        { urgency: 1 },
      )
    },
    newFeed(url, title, folderId, position): Feed {
      const feed = newFeed(desk, url, folderId, null, position)
      const fetch =
        isPrivate() && isHome(URL.parse(url)?.hostname ?? '') ? { ...feed.fetch, private: true } : feed.fetch
      return { ...feed, title, fetch }
    },
    takeIn: (feed, arrivals) => takeInRemote(desk, feed, arrivals, parts.signal),
  }
}
