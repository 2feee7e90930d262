// Lays out a newspaper's front page: which story leads, which stand beside it, what is told in brief. No drawing here.
import type {
  ArticleHead,
  ArticleId,
  Feed,
  FeedId,
  Folder,
  FolderId,
  Instant,
  Scope,
} from '../../main/contract/models.ts'
import { feedName } from './folders.ts'
import { relatedTitles } from './related.ts'

export interface Story {
  id: ArticleId
  /** Papers that tell the same story. */
  alsoIn: { id: ArticleId; feedId: FeedId }[]
  /** 0 to about 4; only to compare. */
  weight: number
  pictured: boolean
}

export type SectionKey =
  { kind: 'folder'; id: FolderId } | { kind: 'feed'; id: FeedId } | { kind: 'today' | 'thisWeek' | 'earlier' }

export interface Section {
  key: SectionKey
  /** The first may be shown larger. */
  stories: Story[]
}

export interface Edition {
  lead: Story | null
  /** Beside the lead, the weightier first. */
  seconds: Story[]
  briefs: Story[]
  sections: Section[]
  /** Ids on the page, to tell what is new. */
  ids: Set<ArticleId>
}

export interface Material {
  heads: readonly ArticleHead[]
  feeds: ReadonlyMap<FeedId, Feed>
  folders: ReadonlyMap<FolderId, Folder>
  scope: Scope
  now: Instant
  /** For the sections of one feed. */
  period: (at: Instant) => 'today' | 'thisWeek' | 'earlier'
}

const HOUR = 3_600_000
/** A story half as fresh weighs half as much. */
const HALF_LIFE = 20 * HOUR
const SECONDS = 4
const BRIEFS = 9
const SECTIONS = 8
const IN_SECTION = 7
/** A section of fewer is told in brief. */
const LEAST = 2
/** The second story of one paper counts less than the first, so that no paper fills the page alone. */
const AGAIN = 0.72

const timeOf = (head: ArticleHead): Instant => head.publishedAt ?? head.arrivedAt

export function compose(material: Material): Edition {
  const { heads, feeds, now } = material
  const byId = new Map(heads.map((head) => [head.id, head]))
  const groups = relatedTitles(heads.map((head) => ({ id: head.id, feedId: head.feedId, title: head.title })))
  // A library that has slept for a week still has a newest story.
  const newest = Math.min(
    now,
    heads.reduce((latest, head) => Math.max(latest, timeOf(head)), 0),
  )
  const stories = groups.map((ids) => storyOf(ids, byId, feeds, newest))
  const left = stories.sort((a, b) => b.weight - a.weight || b.id - a.id)
  const feedOf = (story: Story): FeedId => byId.get(story.id)?.feedId ?? 0

  const edition: Edition = {
    lead: null,
    seconds: [],
    briefs: [],
    sections: [],
    ids: new Set(heads.map((head) => head.id)),
  }
  const used = new Map<FeedId, number>()
  const take = (better: (story: Story) => number): Story | null => {
    let best = -1
    let most = -Infinity
    left.forEach((story, at) => {
      const worth = story.weight * AGAIN ** (used.get(feedOf(story)) ?? 0) * better(story)
      if (worth > most) [best, most] = [at, worth]
    })
    const [story] = best < 0 ? [] : left.splice(best, 1)
    if (story === undefined) return null
    used.set(feedOf(story), (used.get(feedOf(story)) ?? 0) + 1)
    return story
  }

  // The lead carries a picture if any good story has one; of those beside it the first two should.
  edition.lead = take((story) => (story.pictured ? 1.35 : 1))
  const beside = stories.length > 6 ? SECONDS : Math.min(2, left.length)
  while (edition.seconds.length < beside && left.length > 0) {
    const story = take((each) => (each.pictured && edition.seconds.length < 2 ? 1.2 : 1))
    if (story !== null) edition.seconds.push(story)
  }
  edition.sections = sectionsOf(left, material, byId)
  const shown = new Set(edition.sections.flatMap((section) => section.stories.map((story) => story.id)))
  edition.briefs = left.filter((story) => !shown.has(story.id)).slice(0, BRIEFS)
  return edition
}

function storyOf(
  ids: readonly ArticleId[],
  byId: ReadonlyMap<ArticleId, ArticleHead>,
  feeds: ReadonlyMap<FeedId, Feed>,
  newest: Instant,
): Story {
  const told = ids
    .map((id) => byId.get(id))
    .filter((head): head is ArticleHead => head !== undefined)
    .map((head) => ({ head, weight: weigh(head, feeds.get(head.feedId), newest) }))
    .sort((a, b) => b.weight - a.weight)
  const [best, ...others] = told
  if (best === undefined) throw new Error('a story without an article')
  // What several papers tell is news. That it has been read in one of them makes it read.
  const echo = 1 + 0.45 * Math.min(4, others.length)
  const known = !best.head.read && others.some(({ head }) => head.read) ? 0.6 : 1
  return {
    id: best.head.id,
    alsoIn: others.map(({ head }) => ({ id: head.id, feedId: head.feedId })),
    weight: best.weight * echo * known,
    pictured: showable(best.head),
  }
}

/** A lead picture that can fill a column. */
const showable = ({ picture }: ArticleHead): boolean =>
  picture !== null && (picture.width ?? 600) >= 300 && (picture.height ?? 400) >= 160

export function weigh(head: ArticleHead, feed: Feed | undefined, newest: Instant): number {
  const age = Math.max(0, newest - timeOf(head))
  const fresh = 0.5 ** (age / HALF_LIFE)
  // From the note to the long read; beyond 1,500 words length is no merit.
  const size = 0.6 + 0.4 * Math.min(1, Math.log2(1 + head.words / 60) / 4.7)
  const picture = showable(head) ? ((head.picture?.width ?? 0) >= 900 ? 1.25 : 1.15) : 1
  const standfirst = head.standfirst === null ? 1 : 1.06
  // A paper that writes once a week means it more than one that writes every ten minutes.
  const minutes = feed?.fetch.rhythm ?? 240
  const rarity = 0.8 + 0.1 * Math.min(5, Math.max(0, Math.log2(minutes / 15) / 2))
  const state = (head.read ? 0.25 : 1) * (head.locked ? 0.8 : 1) * (head.saved ? 1.1 : 1)
  return (0.08 + fresh) * size * picture * standfirst * rarity * state
}

function sectionsOf(left: readonly Story[], material: Material, byId: ReadonlyMap<ArticleId, ArticleHead>): Section[] {
  const sections = new Map<string, Section>()
  for (const story of left) {
    const head = byId.get(story.id)
    if (head === undefined) continue
    const key = sectionOf(head, material)
    const name = JSON.stringify(key)
    const section = sections.get(name) ?? { key, stories: [] }
    sections.set(name, section)
    section.stories.push(story)
  }
  const all = [...sections.values()].filter((section) => section.stories.length >= LEAST)
  const weight = (section: Section): number =>
    section.stories.slice(0, IN_SECTION).reduce((sum, story) => sum + story.weight, 0)
  const chosen = all.sort((a, b) => rank(a.key) - rank(b.key) || weight(b) - weight(a)).slice(0, SECTIONS)
  return chosen.map((section) => ({ key: section.key, stories: pictureFirst(section.stories.slice(0, IN_SECTION)) }))
}

/** Times stand in their order; folders and feeds by what they have to tell. */
const rank = (key: SectionKey): number => ['today', 'thisWeek', 'earlier'].indexOf(key.kind)

/** The first of a section has the picture, if one of the first three has. */
function pictureFirst(stories: readonly Story[]): Story[] {
  const at = stories.slice(0, 3).findIndex((story) => story.pictured)
  const first = stories[at]
  return first === undefined ? [...stories] : [first, ...stories.filter((story) => story !== first)]
}

/** Folders make sections; within a folder its folders and feeds do; within a feed time does. */
function sectionOf(head: ArticleHead, { feeds, folders, scope, period }: Material): SectionKey {
  if (scope.kind === 'feed') return { kind: period(timeOf(head)) }
  const feed = feeds.get(head.feedId)
  const chain: FolderId[] = []
  for (let at = feed?.folderId ?? null; at !== null && chain.length < 16; at = folders.get(at)?.parentId ?? null)
    if (folders.has(at)) chain.unshift(at)
  const within = scope.kind === 'folder' ? chain.slice(chain.indexOf(scope.id) + 1) : chain
  const top = within[0]
  return top === undefined ? { kind: 'feed', id: head.feedId } : { kind: 'folder', id: top }
}

export function sectionName(
  key: SectionKey,
  feeds: ReadonlyMap<FeedId, Feed>,
  folders: ReadonlyMap<FolderId, Folder>,
  words: Record<'today' | 'thisWeek' | 'earlier', string>,
): string {
  if (key.kind === 'folder') return folders.get(key.id)?.title ?? ''
  if (key.kind !== 'feed') return words[key.kind]
  const feed = feeds.get(key.id)
  return feed === undefined ? '' : feedName(feed)
}
