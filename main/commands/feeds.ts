// What a reader does with feeds: find, follow, change, refresh, let go.
import type { In, Secret } from '../contract/commands.ts'
import type { AccountId, Feed, FeedId, FetchState, FolderId } from '../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../contract/problems.ts'
import { DiskError } from '../base/host.ts'
import { isComments, splitSecret } from '../feeds/feeds.ts'
import { lacking } from './abilities.ts'
import type { Desk, Verbs } from './desk.ts'
import { placeAfterLast } from './places.ts'
import { dueFeeds, isFetchedHere, refresh, secretName, store, type Refreshed } from './refresh.ts'

export const feedVerbs: Verbs<
  | 'feeds.discover'
  | 'feeds.follow'
  | 'feeds.add'
  | 'feeds.unfollow'
  | 'feeds.change'
  | 'feeds.refresh'
  | 'feeds.activity'
> = {
  'feeds.discover': (desk, { address }) => desk.feeds.discover(address, { signal: desk.work.closing }),

  'feeds.follow': (desk, asked) => followOnce(desk, asked, null),

  async 'feeds.add'(desk, { address, folderId, accountId }) {
    const found = await desk.feeds.discover(address, { signal: desk.work.closing })
    if (!found.ok) return found
    const candidates = found.value
    const typed = splitSecret(address.trim())
    if (candidates.length === 0) return fail({ kind: 'noFeedFound', url: typed.url })
    // Several: the reader chooses, unless the address typed is one of them or the others are only comments.
    const papers = candidates.filter((candidate) => !isComments(candidate.url, candidate.title))
    const [only] = papers.length === 1 ? papers : candidates.length === 1 ? candidates : []
    const chosen = candidates.find((candidate) => sameAddress(candidate.url, typed.url)) ?? only
    if (!chosen) return ok({ feed: null, candidates })
    const secret = URL.parse(chosen.url)?.origin === URL.parse(typed.url)?.origin ? typed.secret : null
    const asked = { url: chosen.url, folderId: folderId ?? null, accountId: accountId ?? null, secret }
    const followed = await followOnce(desk, asked, chosen.title)
    return followed.ok ? ok({ feed: followed.value, candidates }) : followed
  },

  async 'feeds.unfollow'(desk, { ids }) {
    const known = ids.filter((id) => desk.library.feed(id))
    if (known.length === 0) return fail({ kind: 'notFound', noun: 'feed', id: ids[0] ?? 0 })
    const kept = known.map((id) => lacking(desk, desk.library.feed(id), 'unfollow')).find((lack) => lack !== null)
    if (kept) return fail(kept)
    await desk.library.apply([{ kind: 'feeds.remove', ids: known }])
    return ok({ undo: desk.undo.keep([{ kind: 'feeds.restore', ids: known }]) })
  },

  async 'feeds.change'(desk, { id, ...asked }) {
    const feed = desk.library.feed(id)
    const inAddress = splitSecret(asked.url ?? '')
    const { secret = inAddress.secret ?? undefined, url: _url, ...change } = asked
    const url = asked.url === undefined ? undefined : inAddress.url
    if (!feed) return fail({ kind: 'notFound', noun: 'feed', id })
    if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      return fail({ kind: 'badAddress', text: url })
    const lack =
      (change.ownTitle !== undefined ? lacking(desk, feed, 'renameFeed') : null) ??
      (url !== undefined && url !== feed.url ? lacking(desk, feed, 'url') : null) ??
      (secret !== undefined ? lacking(desk, feed, 'secret') : null)
    if (lack) return fail(lack)
    if (secret !== undefined) {
      const kept = await keepSecret(desk, id, secret)
      if (!kept.ok) return kept
    }
    // Keeping a secret takes its time: what has changed since stays.
    const now = desk.library.feed(id)
    if (!now) return fail({ kind: 'notFound', noun: 'feed', id })
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const next: Feed = { ...now, ...given }
    if (secret !== undefined) next.access = secret?.kind ?? 'open'
    if (change.ownTitle !== undefined) next.ownTitle = change.ownTitle?.trim() || null
    if (change.fullText === 'never') next.fetchesPages = false
    const moved = url !== undefined && url !== now.url
    if (moved) next.url = url
    // A secret belongs to the place it was given for.
    if (moved && secret === undefined && URL.parse(url)?.origin !== URL.parse(now.url)?.origin) next.access = 'open'
    if (moved || secret !== undefined) next.fetch = { ...newFetch(desk.host.clock.now()), rhythm: now.fetch.rhythm }
    await desk.library.apply([{ kind: 'feeds.put', feeds: [next] }])
    if (moved || secret !== undefined) void refresh(desk, [next], { force: true, complete: true }).catch(report(desk))
    return ok(next)
  },

  async 'feeds.refresh'(desk, { ids, force, wait, complete = 'background' }) {
    const { library, host } = desk
    const chosen: (Feed | null)[] = ids ? ids.map((id) => library.feed(id)) : force ? library.feeds() : dueFeeds(desk)
    const all = chosen
      .filter((feed) => feed !== null)
      .filter((feed) => ids !== undefined || (!feed.paused && !feed.fetch.gone))
    const feeds = all.filter((feed) => isFetchedHere(desk, feed))
    const accounts = new Set(
      all.flatMap((feed) => (feed.accountId == null || isFetchedHere(desk, feed) ? [] : [feed.accountId])),
    )
    if (all.length && !host.surroundings.online() && all.every((feed) => !isLocal(feed)))
      return fail({ kind: 'offline' })
    const work = refreshAll(desk, feeds, [...accounts], { force: force ?? false, complete: complete !== 'none' })
    if (!wait) {
      work.catch(report(desk))
      return ok({ checked: 0, newArticles: 0, failed: 0 })
    }
    const done = await work
    const problem = complete === 'wait' ? await desk.completer.idle() : null
    if (problem) return fail(problem)
    return ok(done)
  },

  'feeds.activity': async (desk) => ok(desk.activity.now()),
}

/** Those of accounts come through their services. */
async function refreshAll(
  desk: Desk,
  feeds: readonly Feed[],
  accounts: readonly AccountId[],
  options: { force: boolean; complete: boolean },
): Promise<Refreshed> {
  const here = refresh(desk, feeds, options)
  const there = accounts.map((id) => desk.syncs.run(id, { complete: options.complete }))
  const [total, ...synced] = await Promise.all([here, ...there])
  return {
    checked: total.checked,
    newArticles: synced.reduce((sum, one) => sum + one.newArticles, total.newArticles),
    failed: synced.reduce((sum, one) => sum + (one.problem ? 1 : 0), total.failed),
  }
}

async function followOnce(desk: Desk, asked: In<'feeds.follow'>, title: string | null): Promise<Result<Feed>> {
  const inAddress = splitSecret(asked.url)
  const input = { ...asked, url: inAddress.url, secret: asked.secret ?? inAddress.secret }
  const underway = following.get(desk) ?? new Map<string, Promise<Result<Feed>>>()
  following.set(desk, underway)
  // Asked twice at once, it is followed once.
  await underway.get(input.url)?.catch(() => undefined)
  const work = follow(desk, input, title)
  underway.set(input.url, work)
  try {
    return await work
  } finally {
    if (underway.get(input.url) === work) underway.delete(input.url)
  }
}

const following = new WeakMap<Desk, Map<string, Promise<Result<Feed>>>>()

/** `title`: as it was found under. */
async function follow(desk: Desk, input: In<'feeds.follow'>, title: string | null): Promise<Result<Feed>> {
  const { library } = desk
  const folder = library.folders().find(({ id }) => id === input.folderId) ?? null
  if (input.folderId && !folder) return fail({ kind: 'notFound', noun: 'folder', id: input.folderId })
  const accountId = (folder ? folder.accountId : input.accountId) ?? null
  const account = accountId === null ? null : library.account(accountId)
  if (accountId !== null && !account) return fail({ kind: 'notFound', noun: 'account', id: accountId })
  // An account may follow what Broadsheet fetches by itself, too.
  const same = (url: string) =>
    library.feeds().find((feed) => feed.url === url && (accountId === null || feed.accountId === accountId))
  const followed = same(input.url)
  if (followed) return fail({ kind: 'alreadyFollowed', feedId: followed.id })
  const lack =
    lacking(desk, { accountId }, 'follow') ??
    (folder ? lacking(desk, { accountId }, 'moveFeed') : null) ??
    (input.secret ? lacking(desk, { accountId }, 'secret') : null)
  if (lack) return fail(lack)
  const feed: Feed = newFeed(desk, input.url, input.folderId ?? null, input.title ?? null)
  if (account) Object.assign(feed, { accountId, remoteId: null, title: input.title ?? title ?? feed.title })
  if (account && !account.abilities.fetchesHere) {
    // The service reads it, and says what is in it.
    await library.apply([{ kind: 'feeds.put', feeds: [feed] }])
    return ok(feed)
  }
  feed.access = input.secret?.kind ?? 'open'
  const visit = await desk.feeds.visit(feed, {
    secret: input.secret ?? null,
    force: true,
    shortest: library.settings().refreshMinutes,
    signal: desk.work.closing,
  })
  if (desk.work.closing.aborted) return fail({ kind: 'cancelled' })
  if (visit.outcome !== 'read') return fail(visit.fetch.problem ?? { kind: 'noFeedFound', url: input.url })
  const known = same(visit.url)
  if (known) return fail({ kind: 'alreadyFollowed', feedId: known.id })
  const kept = await keepSecret(desk, feed.id, input.secret ?? null)
  if (!kept.ok) return kept
  await store(desk, feed, visit, { complete: true, isNew: true })
  const stored = library.feed(feed.id)
  return stored ? ok(stored) : fail({ kind: 'notFound', noun: 'feed', id: feed.id })
}

/** An unexpected failure of work that nobody waits for. */
export const report = (desk: Desk) => (error: unknown) => {
  // Whatever was still on its way when the app was closed.
  if (desk.work.closing.aborted && error instanceof DiskError) return
  const problem: Problem | null = error instanceof Error && 'problem' in error ? (error.problem as Problem) : null
  if (problem) desk.announce({ kind: 'problem.noticed', problem })
  desk.host.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

const isLocal = (feed: Feed) => /^(localhost|127\.|\[::1\])/.test(URL.parse(feed.url)?.hostname ?? '')

function sameAddress(url: string, typed: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^(feeds?:(\/\/)?)?(https?:\/\/)?/i, '')
      .replace(/\/$/, '')
  return bare(url) === bare(typed)
}

export async function keepSecret(desk: Desk, id: FeedId, secret: Secret | null): Promise<Result<null>> {
  return desk.host.secrets.set(secretName(id), secret ? JSON.stringify(secret) : null)
}

export function newFetch(now: number): FetchState {
  return {
    checkedAt: null,
    changedAt: null,
    nextAt: now,
    etag: null,
    lastModified: null,
    hash: null,
    failures: 0,
    problem: null,
    gone: false,
    moved: null,
    rhythm: null,
    wants: null,
    hub: null,
  }
}

/** A feed that has not been fetched yet. */
export function newFeed(
  desk: Desk,
  url: string,
  folderId: FolderId | null,
  ownTitle: string | null,
  position = placeAfterLast(desk.library, folderId),
): Feed {
  const now = desk.host.clock.now()
  return {
    id: desk.library.nextFeedId(),
    url,
    title: ownTitle ?? URL.parse(url)?.hostname ?? url,
    ownTitle,
    description: null,
    siteUrl: null,
    language: null,
    icon: null,
    folderId,
    position,
    followedAt: now,
    fullText: 'auto',
    fetchesPages: false,
    keepAudio: false,
    retention: null,
    access: 'open',
    paused: false,
    fetch: newFetch(now),
  }
}
