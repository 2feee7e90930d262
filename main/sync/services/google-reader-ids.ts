// Lists of ids in the manner of Google Reader, complete or not at all, however a server goes on from page to page.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { SECOND, type Answer, type Pair } from '../http.ts'
import { remoteId } from '../remote-id.ts'
import type { RemoteId } from '../service.ts'
import { isSponsored } from './google-reader-items.ts'
import type { Preset } from './google-reader-presets.ts'
import type { GoogleReaderSession } from './google-reader-session.ts'
import { halves, type Span } from './google-reader-spans.ts'

const word = v.union([v.string(), v.pipe(v.number(), v.safeInteger())])
export const idsSchema = v.object({
  itemRefs: v.nullable(v.array(v.object({ id: word }))),
  continuation: v.nullish(word, null),
})

export interface IdsPage {
  ids: RemoteId[]
  continuation: string | null
  answer: Answer
}

/** Asks for one page; `span`: of what was published in it; `size`: ids at most. */
type AskPage = (going: string | null, span?: Span | null, size?: number) => Promise<Result<IdsPage>>

const MOST_IDS = 5_000_000
const MOST_SPANS = 20_000
const PASSES = 6
const YEAR = 365 * 24 * 60 * 60

export async function idSet(
  session: GoogleReaderSession,
  preset: Preset,
  query: readonly Pair[],
  signal: AbortSignal,
): Promise<Result<Set<RemoteId>>> {
  const ask: AskPage = (going, span = null, size = preset.idsAPage) =>
    idsPage(session, preset, [...query, ...boundsOf(span)], going, signal, size)
  const first = await ask(null)
  if (!first.ok) return first
  const { continuation, ids } = first.value
  if (continuation === null) return ok(new Set(ids))
  const isNumberOfIds = /^\d{1,8}$/.test(continuation)
  const found = isNumberOfIds ? await bySpans(ask, first.value) : await byBookmarks(ask, first.value)
  if (!found.ok) return found
  return found.value ? ok(found.value) : session.odd('a list that does not hold still')
}

function boundsOf(span: Span | null): Pair[] {
  const bounds: Pair[] = []
  if (span && span.from !== null) bounds.push(['ot', String(span.from)])
  if (span && span.to !== null) bounds.push(['nt', String(span.to)])
  return bounds
}

/** The bookmark is an article: what is marked meanwhile moves nothing. */
async function byBookmarks(ask: AskPage, first: IdsPage): Promise<Result<Set<RemoteId> | null>> {
  const ids = new Set(first.ids)
  for (let going = first.continuation; ids.size < MOST_IDS;) {
    const page = await ask(going)
    if (!page.ok) return page
    const { continuation } = page.value
    const known = ids.size
    for (const id of page.value.ids) ids.add(id)
    if (continuation === null || continuation === going || ids.size === known) return ok(ids)
    going = continuation
  }
  return ok(null)
}

/** The bookmark is a number of ids: what is read elsewhere moves the rest up behind our back, and what was published at
 * the same time comes in any order. So the time is divided until each part fits on one page. */
async function bySpans(ask: AskPage, first: IdsPage): Promise<Result<Set<RemoteId> | null>> {
  const now = Math.floor(first.answer.at / SECOND)
  const never: Span[] = [
    { from: now + 10 * YEAR, to: null },
    { from: null, to: 2 },
  ]
  for (const span of never) {
    const page = await ask(null, span)
    if (!page.ok) return page
    // It does not know of spans.
    if (page.value.continuation !== null) return byOffsets(ask, null, first.ids.length)
  }
  const ids = new Set<RemoteId>()
  const spans: Span[] = halves({ from: null, to: null }, now) ?? []
  for (let asked = 0; asked < MOST_SPANS; asked++) {
    const span = spans.pop()
    if (!span) return ok(ids)
    const page = await ask(null, span)
    if (!page.ok) return page
    for (const id of page.value.ids) ids.add(id)
    if (page.value.continuation === null) continue
    const parts = halves(span, now)
    if (parts) {
      spans.push(...parts)
      continue
    }
    const moment = await byOffsets(ask, span, page.value.ids.length)
    if (!moment.ok || !moment.value) return moment
    for (const id of moment.value) ids.add(id)
  }
  return ok(null)
}

/** As many rows as there are different ids, twice: nothing is missing. Pages of other sizes part what comes in any order
 * elsewhere. */
async function byOffsets(ask: AskPage, span: Span | null, size: number): Promise<Result<Set<RemoteId> | null>> {
  let before: Set<RemoteId> | null = null
  let all = new Set<RemoteId>()
  let rows = -1
  for (let pass = 0; pass < PASSES; pass++) {
    const read = await everyRow(ask, span, Math.max(1, size - pass * Math.ceil(size / 9)))
    if (!read.ok) return read
    const ids: Set<RemoteId> = new Set(read.value)
    const isWhole = ids.size === read.value.length
    if (isWhole && before !== null && isSame(ids, before)) return ok(ids)
    all = read.value.length === rows ? new Set([...all, ...ids]) : ids
    rows = read.value.length
    if (!isWhole && all.size === rows) return ok(all)
    before = ids
  }
  return ok(null)
}

async function everyRow(ask: AskPage, span: Span | null, size: number): Promise<Result<RemoteId[]>> {
  const rows: RemoteId[] = []
  for (let going: string | null = null; rows.length < MOST_IDS;) {
    const page: Result<IdsPage> = await ask(going, span, size)
    if (!page.ok) return page
    for (const id of page.value.ids) rows.push(id)
    const { continuation } = page.value
    if (continuation === null || continuation === going || page.value.ids.length === 0) break
    going = continuation
  }
  return ok(rows)
}

const isSame = (a: ReadonlySet<RemoteId>, b: ReadonlySet<RemoteId>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id))

export async function idsPage(
  session: GoogleReaderSession,
  preset: Preset,
  query: readonly Pair[],
  going: string | null,
  signal: AbortSignal,
  size = preset.idsAPage,
): Promise<Result<IdsPage>> {
  const more: Pair[] = going === null ? [] : [['c', going]]
  const page = await session.get('/stream/items/ids', [...query, ['n', String(size)], ...more], idsSchema, signal)
  if (!page.ok) return page
  const ids: RemoteId[] = []
  for (const { id } of page.value.value.itemRefs ?? []) {
    const known = remoteId(id)
    if (known) ids.push(known)
    else if (!isSponsored(String(id))) return fail(session.odd('an id of no known form').problem)
  }
  const said = page.value.value.continuation
  return ok({ ids, continuation: said === null || said === '' ? null : String(said), answer: page.value.answer })
}
