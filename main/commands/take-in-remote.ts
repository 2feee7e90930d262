// Articles as a service gives them, taken in like those of a feed; with their marks, and with their names there.
import type { ParsedFeed } from '../base/parsed-feed.ts'
import type { Feed } from '../contract/models.ts'
import type { Result } from '../contract/problems.ts'
import type { Arrival } from '../sync/scene.ts'
import type { Desk } from './desk.ts'
import { takeIn, type Intake } from './intake.ts'

/** `arrivals` newest first, as feeds have them. */
export function takeInRemote(
  desk: Desk,
  feed: Feed,
  arrivals: readonly Arrival[],
  signal: AbortSignal,
): Promise<Result<Intake>> {
  const parsed = { ...nothing, link: feed.siteUrl, items: arrivals.map(({ item }) => item) }
  return takeIn(desk, feed, parsed, [], signal, arrivals)
}

const nothing: ParsedFeed = {
  format: 'atom',
  version: '',
  encoding: 'utf-8',
  title: null,
  subtitle: null,
  link: null,
  self: null,
  next: null,
  id: null,
  language: null,
  published: null,
  updated: null,
  authors: [],
  contributors: [],
  categories: [],
  image: null,
  icon: null,
  copyright: null,
  generator: null,
  hubs: [],
  ttl: null,
  update: null,
  skipHours: [],
  skipDays: [],
  itunes: null,
  items: [],
  repairs: [],
}
