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

export function createSearch(host: Pick<Host, 'textIndex' | 'clock' | 'name' | 'log'>, library: Library): Search {
  const index = host.textIndex
  const again = new Set<ArticleId>()
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
    if (!closed) index?.put(rows)
  }

  /** Takes in what is new or has changed; `gently` leaves the window time to breathe. */
  async function catchUp(gently: boolean): Promise<void> {
    if (!index) return
    const newest = index.newest()
    const all = library.list({ scope: { kind: 'all' }, show: 'all', order: 'newest' })
    const due = [...all.filter((id) => id > newest).sort((a, b) => a - b), ...again]
    again.clear()
    for (let at = 0; at < due.length && !closed; at += CHUNK) {
      await take(due.slice(at, at + CHUNK))
      await new Promise<void>((resolve) => setTimeout(resolve, gently ? PAUSE : 0))
    }
  }

  function start(gently: boolean): Promise<void> {
    working ??= catchUp(gently)
      .catch((error: unknown) => {
        // A damaged index is only a cache.
        host.log(`search index: ${error instanceof Error ? error.message : String(error)}`)
        if (!closed) index?.clear()
      })
      .finally(() => {
        working = null
      })
    return working
  }
  const soon = () => {
    cancel()
    if (!closed && host.name !== 'cli') cancel = host.clock.after(SETTLE, () => void start(true))
  }
  const stop = library.onChange((change) => {
    if (!index) return
    if (change.kind === 'articles.removed') index.remove(change.ids)
    else if (change.kind === 'library.replaced') index.clear()
    else if (change.kind === 'articles.changed') for (const id of change.ids) again.add(id)
    if (change.kind.startsWith('articles.') && change.kind !== 'articles.marked') soon()
  })
  soon()

  return {
    async find(typed) {
      const terms = termsOf(typed)
      if (!terms.some((term) => !term.not)) return []
      if (!index) return scan(library, terms)
      await start(false)
      return index.find(terms, MOST)
    },
    async close() {
      closed = true
      cancel()
      stop()
      await working
      index?.close()
    },
  }
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
