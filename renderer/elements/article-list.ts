// <bs-article-list>: the headlines of the open list; a hundred thousand of them cost no more than a screenful.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { openArticle } from '../state/actions-reading.ts'
import { list } from '../state/list.ts'
import { panes } from '../state/panes.ts'
import { place } from '../state/place.ts'
import { keysOf } from '../state/actions.ts'
import { onMac } from '../state/keyboard.ts'
import { showKeys } from '../state/keys.ts'
import { hasArticles } from '../state/scopes.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { language, t } from '../words/words.ts'
import { articleListStyles } from './article-list-styles.ts'
import { menuOf } from './article-menu.ts'
import { articleRow, articleRowStyles, dayName, ROW } from './article-row.ts'
import type { MenuElement } from './menu.ts'
import './menu.ts'
import { Rows, rowsStyles } from './virtual.ts'

/** How often "3 minutes ago" is looked at again. */
const TICK = 30_000

@customElement('bs-article-list')
export class ArticleListElement extends LitElement {
  static override styles = [shared, articleRowStyles, rowsStyles, articleListStyles]

  @query('[role=listbox]') private box!: HTMLElement
  @query('bs-menu') private menu!: MenuElement
  #ids: readonly ArticleId[] = []
  #shownOpen: ArticleId | null = null
  #shownTop = 0
  /** The row at the upper edge. */
  #top = 0
  /** How far what is seen has moved down in a renewed list. */
  #shift = 0
  readonly #rows = new Rows<ArticleId>(this, ROW)
  #now = Date.now()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    new Watch(this, 'list', 'place', 'feeds', 'settings')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => {
      this.#now = Date.now()
      this.requestUpdate()
    }, TICK)
    list.atTop = () => this.#rows.top < 8 && list.active === null && place.articleId === null
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    list.atTop = () => true
  }

  override focus(): void {
    // Without an open article no row is taken, or the first "next" would pass it over.
    if (list.active === null) list.active = place.articleId
    this.box.focus({ preventScroll: true })
  }

  protected override render(): TemplateResult {
    const { ids } = list
    const { scope } = place
    const now = this.#now
    const showFeed = scope.kind !== 'feed'
    const active = list.active === null ? -1 : list.indexOf(list.active)
    const row = (id: ArticleId, index: number): TemplateResult => {
      const head = list.head(id)
      const isActive = index === active
      const isOpen = id === place.articleId
      const day = scope.kind === 'search' ? null : this.#dayAt(index, now)
      // Scrolling renders every visible row again and again: one that says the same need not be compared bit by bit.
      return html`${guard(
        [
          head,
          isActive,
          isOpen,
          day,
          showFeed,
          now,
          index,
          ids.length,
          language(),
          head && store.snapshot.feeds.get(head.feedId),
        ],
        () =>
          articleRow({
            head,
            id: `article-${id}`,
            index,
            total: ids.length,
            active: isActive,
            open: isOpen,
            day,
            showFeed,
            now,
          }),
      )}`
    }
    // The box stays, with the focus in it, while one list makes way for another.
    const empty = list.ready && ids.length === 0
    return html`${this.#band()}
      <div
        data-rows
        role="listbox"
        tabindex="0"
        aria-label=${t('shell.articles')}
        aria-busy=${list.ready ? 'false' : 'true'}
        aria-describedby=${empty ? 'empty' : nothing}
        aria-activedescendant=${active >= 0 ? `article-${list.active}` : nothing}
        @keydown=${this.#key}
        @scroll=${this.#scrolled}
        @click=${this.#click}
        @auxclick=${this.#auxClick}
        @contextmenu=${this.#contextMenu}
      >
        ${this.#rows.render(ids, (id) => id, row)}
      </div>
      ${empty ? this.#empty() : nothing}<bs-menu></bs-menu>`
  }

  #empty(): TemplateResult {
    const { scope } = place
    const allRead = list.query.show === 'unread' && hasArticles(scope)
    const save = keysOf({ id: 'article.toggleSaved', defaultKeys: 's' }, store.settings.keys)
    const words =
      scope.kind === 'search'
        ? t('shell.emptySearch', { text: scope.text })
        : scope.kind === 'saved'
          ? t('shell.emptySaved', { key: showKeys(save, onMac()).flat().join(' ') || '–' })
          : scope.kind === 'label'
            ? t('accounts.nothingLabelled')
            : allRead
              ? t('shell.emptyUnread')
              : scope.kind === 'today'
                ? t('shell.emptyToday')
                : t('shell.emptyAll')
    return html`<div class="empty" id="empty">
      <p>${words}</p>
      ${scope.kind === 'search' ? html`<p>${t('article.nothingFoundMore')}</p>` : nothing}
      ${allRead ? html`<button @click=${() => void store.run('settings.change', { settings: { show: 'all' } })}>${t('shell.showReadToo')}</button>` : nothing}
    </div>`
  }

  /** The day of what stands at the upper edge. */
  #band(): TemplateResult | typeof nothing {
    const at = place.scope.kind === 'search' ? null : this.#timeAt(this.#top)
    return at === null ? nothing : html`<div class="band" aria-hidden="true">${dayName(at, this.#now, 'long')}</div>`
  }

  #scrolled = (): void => {
    const top = this.#rows.first
    if (top === this.#top) return
    const [before, after] = [this.#timeAt(this.#top), this.#timeAt(top)]
    this.#top = top
    if (before === null || after === null || new Date(before).toDateString() !== new Date(after).toDateString())
      this.requestUpdate()
  }

  /** The name of the day where one begins. */
  #dayAt(index: number, now: number): string | null {
    const at = this.#timeAt(index)
    if (at === null) return null
    const before = index === 0 ? null : this.#timeAt(index - 1)
    if (before === null || new Date(before).setHours(0, 0, 0, 0) === new Date(at).setHours(0, 0, 0, 0)) return null
    return dayName(at, now, 'short')
  }

  #timeAt(index: number): number | null {
    const id = list.ids[index]
    const head = id === undefined ? undefined : list.head(id)
    return head === undefined ? null : (head.publishedAt ?? head.arrivedAt)
  }

  protected override willUpdate(): void {
    this.#keepAnchor()
  }

  protected override updated(): void {
    if (this.#shift !== 0) {
      const top = this.#rows.top + this.#shift
      this.#shift = 0
      this.#rows.go(top)
    }
    if (list.topWish !== this.#shownTop) {
      this.#shownTop = list.topWish
      this.#rows.go(0)
    }
    const open = place.articleId
    if (open !== this.#shownOpen) {
      this.#shownOpen = open
      if (open !== null) {
        list.active = open
        this.#rows.reveal(list.indexOf(open))
      }
    }
  }

  /** What stands at the upper edge stays there when rows come or go above it. */
  #keepAnchor(): void {
    const before = this.#ids
    this.#ids = list.ids
    const { top, height, first } = this.#rows
    if (before === list.ids || before.length === 0 || top < 8) return
    for (let at = first; at < before.length; at++) {
      const id = before[at]
      const now = id === undefined ? -1 : list.indexOf(id)
      if (now < 0) continue
      if (now !== at) this.#shift = (now - at) * height
      return
    }
  }

  #activate(index: number): void {
    const at = Math.max(0, Math.min(list.ids.length - 1, index))
    list.active = list.ids[at] ?? null
    this.#rows.reveal(at)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = list.active === null ? -1 : list.indexOf(list.active)
    const page = this.#rows.page
    if (event.key === 'ArrowDown') this.#activate(at + 1)
    else if (event.key === 'ArrowUp') this.#activate(at - 1)
    else if (event.key === 'Home') this.#activate(0)
    else if (event.key === 'End') this.#activate(list.ids.length - 1)
    else if (event.key === 'PageDown') this.#activate(at + page)
    else if (event.key === 'PageUp') this.#activate(at - page)
    else if (event.key === 'Enter') this.#open(list.active ?? list.ids[0] ?? null)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#openMenu(at)
    else return
    event.preventDefault()
  }

  #open(id: ArticleId | null): void {
    openArticle(id)
    if (id !== null) panes().focus('article')
  }

  #indexOf(event: Event): number {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    return row === null ? -1 : Number(row.dataset['index'])
  }

  #click = (event: MouseEvent): void => {
    const id = list.ids[this.#indexOf(event)]
    if (id !== undefined) openArticle(id)
  }

  #auxClick = (event: MouseEvent): void => {
    const id = list.ids[this.#indexOf(event)]
    const url = id === undefined ? null : (list.head(id)?.url ?? null)
    if (event.button === 1 && url !== null && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
  }

  #contextMenu = (event: MouseEvent): void => {
    event.preventDefault()
    const at = this.#indexOf(event)
    if (event.button !== 2 || at < 0) return
    list.active = list.ids[at] ?? null
    this.#showMenu({ x: event.clientX, y: event.clientY })
  }

  #openMenu(at: number): void {
    const row = this.box.querySelector(`[data-index="${at}"]`)
    if (row) this.#showMenu(row)
  }

  #showMenu(at: Element | { x: number; y: number }): void {
    const id = list.active
    const head = id === null ? undefined : list.head(id)
    if (head !== undefined) void this.menu.show(menuOf(head), at, t('shell.menuFor', { name: head.title }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-article-list': ArticleListElement
  }
}
