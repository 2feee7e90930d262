// Where the reader is: which list, which article, which dialog; with the way back, remembered over restarts.
import type { ArticleId, Scope } from '../../main/contract/models.ts'
import { tell } from './topics.ts'

export type Pane = 'tree' | 'list' | 'article'
export type DialogName =
  | 'add'
  | 'opml'
  | 'settings'
  | 'activity'
  | 'storage'
  | 'feed'
  | 'keys'
  | 'palette'
  | 'takeAlong'
  | 'backups'
  | 'markAll'
  | 'account'
  | 'signIn'
  | 'removeAccount'
  | 'outbox'
  | 'labels'
/** `argument`: the address for 'add', the feed's id for 'feed', a section's name for 'settings', the account's id for
 * 'signIn', 'removeAccount' and 'outbox', a preset's name for 'account', the article's id for 'labels'. */
export interface OpenDialog {
  name: DialogName
  argument?: string | number
}

export interface Whereabouts {
  scope: Scope
  articleId: ArticleId | null
  /** What a narrow window shows. */
  pane: Pane
  dialog: OpenDialog | null
}

const KEY = 'broadsheet.place'
const LIMIT = 200

interface Memory {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

export class Place {
  readonly #memory: Memory | null
  #now: Whereabouts
  readonly #past: Whereabouts[] = []
  readonly #future: Whereabouts[] = []

  constructor(memory: Memory | null) {
    this.#memory = memory
    this.#now = remembered(memory)
  }

  get scope(): Scope {
    return this.#now.scope
  }
  get articleId(): ArticleId | null {
    return this.#now.articleId
  }
  get pane(): Pane {
    return this.#now.pane
  }
  get dialog(): OpenDialog | null {
    return this.#now.dialog
  }

  /** Another scope closes the article unless one is given; a new article shows its pane. */
  go(to: Partial<Whereabouts>): void {
    const before = this.#now
    const next: Whereabouts = { ...before, ...to }
    if (to.scope !== undefined && !sameScope(to.scope, before.scope)) {
      if (to.articleId === undefined) next.articleId = null
      if (to.pane === undefined) next.pane = next.articleId === null ? 'list' : 'article'
    } else if (to.pane === undefined && to.articleId !== undefined && to.articleId !== before.articleId) {
      next.pane = to.articleId === null ? 'list' : 'article'
    }
    if (same(before, next)) return
    // A dialog or a pane is not a place one goes back to.
    const refines =
      next.scope.kind === 'search' && before.scope.kind === 'search' && next.articleId === before.articleId
    if (!refines && (!sameScope(next.scope, before.scope) || next.articleId !== before.articleId)) {
      this.#past.push({ ...before, dialog: null })
      if (this.#past.length > LIMIT) this.#past.shift()
      this.#future.length = 0
    }
    this.#set(next)
  }

  get canGoBack(): boolean {
    return this.#past.length > 0
  }
  get canGoForward(): boolean {
    return this.#future.length > 0
  }

  back(): void {
    this.#step(this.#past, this.#future)
  }

  forward(): void {
    this.#step(this.#future, this.#past)
  }

  #step(from: Whereabouts[], to: Whereabouts[]): void {
    const target = from.pop()
    if (target === undefined) return
    to.push({ ...this.#now, dialog: null })
    this.#set(target)
  }

  #set(next: Whereabouts): void {
    this.#now = next
    this.#memory?.setItem(KEY, JSON.stringify({ scope: next.scope, articleId: next.articleId, pane: next.pane }))
    tell('place')
  }
}

export const sameScope = (a: Scope, b: Scope): boolean => scopeKey(a) === scopeKey(b)

/** One string for one scope, to compare and to remember by. */
export const scopeKey = (scope: Scope): string =>
  scope.kind === 'search'
    ? `search:${scope.text}`
    : scope.kind === 'label'
      ? `label:${scope.label}`
      : scope.kind === 'feed' || scope.kind === 'folder' || scope.kind === 'account'
        ? `${scope.kind}:${scope.id}`
        : scope.kind

const same = (a: Whereabouts, b: Whereabouts): boolean =>
  sameScope(a.scope, b.scope) &&
  a.articleId === b.articleId &&
  a.pane === b.pane &&
  a.dialog?.name === b.dialog?.name &&
  a.dialog?.argument === b.dialog?.argument

function remembered(memory: Memory | null): Whereabouts {
  const start: Whereabouts = { scope: { kind: 'all' }, articleId: null, pane: 'list', dialog: null }
  const text = memory?.getItem(KEY)
  if (text === null || text === undefined) return start
  try {
    const saved = (JSON.parse(text) ?? {}) as Partial<Whereabouts>
    return {
      ...start,
      scope: readScope(saved.scope) ?? start.scope,
      articleId: typeof saved.articleId === 'number' ? saved.articleId : null,
      pane: readPane(saved.pane),
    }
  } catch (error) {
    // Somebody else's text under our key: begin at the beginning.
    if (error instanceof SyntaxError) return start
    throw error
  }
}

const readPane = (pane: unknown): Pane => (pane === 'tree' || pane === 'article' ? pane : 'list')

function readScope(scope: unknown): Scope | null {
  if (typeof scope !== 'object' || scope === null || !('kind' in scope)) return null
  const { kind } = scope
  if (kind === 'all' || kind === 'saved' || kind === 'today') return { kind }
  if ((kind === 'feed' || kind === 'folder' || kind === 'account') && 'id' in scope && typeof scope.id === 'number')
    return { kind, id: scope.id }
  if (kind === 'search' && 'text' in scope && typeof scope.text === 'string') return { kind, text: scope.text }
  if (kind === 'label' && 'label' in scope && typeof scope.label === 'string') return { kind, label: scope.label }
  return null
}

export const place = new Place(typeof localStorage === 'undefined' ? null : localStorage)
