// Library → answers: keeps the text index in step in quiet moments and asks it; the index can be thrown away at any time.
import type { Host } from '../base/host.ts'
import type { ArticleHead, ArticleId } from '../contract/models.ts'
import type { Library } from '../library/writes.ts'
import { fold, termsOf, type Term } from './terms.ts'

export interface Search {
  /** Ids of the articles in which every term is, without order. */
  find(typed: string): Promise<ArticleId[]>
  close(): Promise<void>
}

const CHUNK = 25
const PAUSE = 40
const SETTLE = 2000
const MOST = 100_000
const TEXT = 60_000
/** An index that could not be written is left alone for so long; until then headlines are read. */
const REST = 10 * 60_000
/** Taken in before the app ends; with more left to do, the index is made anew. */
const LAST = 1000

export function createSearch(host: Pick<Host, 'textIndex' | 'clock' | 'name' | 'log'>, library: Library): Search {
  const index = host.textIndex
  /** New, or other than the index has it. */
  const due = new Set<ArticleId>()
  /** What came while nobody kept the index: everything newer than it is due. */
  let isBehind = true
  let hurried = false
  let restUntil = 0
  let closed = false
  let working: Promise<void> | null = null
  let cancel = () => undefined as void

  async function take(ids: readonly ArticleId[]): Promise<void> {
    const rows = []
    for (const head of await library.heads(ids)) {
      const body = await library.body(head.id)
      rows.push({
        id: head.id,
        title: fold(head.title),
        about: fold(about(head)),
        text: fold(body ? plain(body.html) : ''),
      })
    }
    index?.put(rows)
  }

  async function catchUp(): Promise<void> {
    if (!index) return
    if (isBehind) {
      const newest = index.newest()
      const all = library.list({ scope: { kind: 'all' }, show: 'all', order: 'newest' })
      for (const id of all) if (id > newest) due.add(id)
      isBehind = false
    }
    while (due.size > 0 && !closed) {
      // In the order they came: the index is known by the newest it has.
      for (const chunk of chunks([...due].sort((a, b) => a - b))) {
        if (closed) return
        for (const id of chunk) due.delete(id)
        await take(chunk)
        await new Promise<void>((resolve) => setTimeout(resolve, hurried ? 0 : PAUSE))
      }
    }
  }

  /** A damaged index, or one that finds no room, is only a cache. */
  function giveUp(error: unknown): void {
    host.log(`search index: ${error instanceof Error ? error.message : String(error)}`)
    restUntil = host.clock.now() + REST
    isBehind = true
    try {
      index?.clear()
    } catch (other) {
      host.log(`search index: ${other instanceof Error ? other.message : String(other)}`)
    }
  }

  const isResting = () => {
    const left = restUntil - host.clock.now()
    return left > 0 && left <= REST
  }

  /** Without hurry the window has time to breathe between two steps. */
  function start(hurry: boolean): Promise<void> {
    hurried ||= hurry
    working ??= catchUp()
      .catch(giveUp)
      .finally(() => {
        working = null
        hurried = false
      })
    return working
  }
  const soon = () => {
    cancel()
    if (closed || host.name === 'cli') return
    cancel = host.clock.after(SETTLE, () => {
      if (!isResting()) void start(false)
    })
  }
  const stop = library.onChange((change) => {
    if (!index) return
    if (change.kind === 'articles.removed') {
      for (const id of change.ids) due.delete(id)
      if (!isResting()) index.remove(change.ids)
    } else if (change.kind === 'library.replaced') {
      isBehind = true
      due.clear()
      index.clear()
    } else if (change.kind === 'articles.added' || change.kind === 'articles.changed')
      for (const id of change.ids) due.add(id)
    if (change.kind.startsWith('articles.') && change.kind !== 'articles.marked') soon()
  })
  soon()

  /** What has changed and is in the index as it was would otherwise stay so. */
  async function takeLast(): Promise<void> {
    if (!index || due.size === 0 || isResting()) return
    try {
      const newest = index.newest()
      const old = [...due].filter((id) => id <= newest)
      if (old.length > LAST) index.clear()
      else for (const chunk of chunks(old)) await take(chunk)
    } catch (error) {
      giveUp(error)
    }
  }

  return {
    async find(typed) {
      const terms = termsOf(typed)
      if (!terms.some((term) => !term.not)) return []
      if (!index || isResting()) return scan(library, terms)
      await start(true)
      try {
        if (!isResting()) return index.find(terms, MOST)
      } catch (error) {
        giveUp(error)
      }
      return scan(library, terms)
    },
    async close() {
      closed = true
      cancel()
      stop()
      await working
      await takeLast()
      index?.close()
    },
  }
}

function* chunks(ids: readonly ArticleId[]): Generator<readonly ArticleId[]> {
  for (let at = 0; at < ids.length; at += CHUNK) yield ids.slice(at, at + CHUNK)
}

const about = (head: ArticleHead) =>
  [...head.authors, head.agency ?? '', ...head.categories, head.standfirst ?? ''].join(' ')

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}
/** Clean HTML has only these entities and well-formed tags. */
const plain = (html: string) =>
  html
    .slice(0, TEXT * 2)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? ' ')
    .slice(0, TEXT)

/** Without an index: headlines and the like, read through. */
async function scan(library: Library, terms: readonly Term[]): Promise<ArticleId[]> {
  const ids = library.list({ scope: { kind: 'all' }, show: 'all', order: 'newest' })
  const found: ArticleId[] = []
  for (let at = 0; at < ids.length; at += 500)
    for (const head of await library.heads(ids.slice(at, at + 500))) {
      const title = ` ${fold(head.title)}`
      const rest = ` ${fold(about(head))}`
      const has = (term: Term) =>
        (term.field === 'about' ? rest : term.field === 'title' ? title : title + rest).includes(` ${term.text}`)
      if (terms.every((term) => has(term) !== term.not)) found.push(head.id)
    }
  return found
}
