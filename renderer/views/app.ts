// <bs-app>: the whole window: the tree of feeds, the open list, the article; and who has the focus.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import '../elements/article-list.ts'
import { keyText } from '../elements/article-menu.ts'
import '../elements/feed-tree.ts'
import { adding } from '../elements/feed-tree-menu.ts'
import { icon } from '../elements/icons.ts'
import '../elements/label-chooser.ts'
import { prepareLive } from '../elements/live.ts'
import type { MenuElement } from '../elements/menu.ts'
import '../elements/palette.ts'
import '../elements/splitter.ts'
import '../elements/toast.ts'
import { followKeys } from '../state/keyboard.ts'
import { keyHint } from '../state/key-hint.ts'
import '../state/list.ts'
import '../state/marks.ts'
import { usePanes, type Panes } from '../state/panes.ts'
import { panesFor, panesShown, type Shown } from '../state/panes-shown.ts'
import { place, type Pane } from '../state/place.ts'
import { scopeName, unreadIn } from '../state/scopes.ts'
import { store, Watch } from '../state/store.ts'
import { tell } from '../state/topics.ts'
import { shared } from '../styles/shared.ts'
import { direction, formatNumber, language, t, useLanguage } from '../words/words.ts'
import { appStyles } from './app-styles.ts'
import './article.ts'
import type { ArticleView } from './article.ts'
import './cards.ts'
import './dialogs/dialogs.ts'
import { fileOf, handOver } from './dialogs/handed-file.ts'
import './first-start.ts'
import './front-page.ts'
import './header.ts'
import type { HeaderElement } from './header.ts'
import './keys.ts'
import './status.ts'

const WIDTHS = 'broadsheet.widths'
const USUAL = { tree: 272, list: 400 }

@customElement('bs-app')
export class AppElement extends LitElement implements Panes {
  static override styles = [shared, appStyles]

  @state() private count = panesFor(innerWidth)
  @state() private widths = rememberedWidths()
  @query('bs-feed-tree') private tree!: HTMLElement | null
  @query('bs-article-list') private list!: HTMLElement | null
  @query('bs-article') private article!: ArticleView | null
  @query('bs-header') private header!: HeaderElement | null
  @query('.masthead bs-menu') private addMenu!: MenuElement | null
  @query('.reading') private reading!: HTMLElement | null
  #stops: (() => void)[] = []
  #pane: Pane = place.pane

  constructor() {
    super()
    new Watch(this, 'place', 'settings', 'feeds', 'counts', 'keys', 'accounts')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    prepareLive()
    usePanes(this)
    const resize = (): void => void (this.count = panesFor(innerWidth))
    const mouse = (event: MouseEvent): void =>
      event.button === 3 ? place.back() : event.button === 4 ? place.forward() : undefined
    addEventListener('resize', resize)
    addEventListener('mouseup', mouse)
    this.#stops = [
      followKeys(window),
      () => removeEventListener('resize', resize),
      () => removeEventListener('mouseup', mouse),
      store.onAnnouncement((announcement) => {
        if (announcement.kind !== 'open.asked') return
        const list = fileOf(announcement.address)
        if (list) {
          handOver(list)
          place.go({ dialog: { name: 'opml' } })
        } else place.go({ dialog: { name: 'add', argument: announcement.address } })
      }),
    ]
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const stop of this.#stops) stop()
  }

  // The layers keep their place whatever lies below: a dialog that follows the first feed outlives the first page.
  protected override render(): TemplateResult {
    const { ready, feeds, accounts, firstStart } = store.snapshot
    return html`${!ready ? html`<main aria-busy="true"></main>` : firstStart && feeds.size === 0 && accounts.length === 0 ? html`<main><bs-first-start></bs-first-start></main>` : this.#window()}
      <bs-dialogs></bs-dialogs><bs-keys></bs-keys><bs-palette></bs-palette><bs-label-chooser></bs-label-chooser
      ><bs-toasts></bs-toasts>`
  }

  #window(): TemplateResult {
    const { settings } = store
    const shown = this.#shown
    const { layout } = settings
    return html`
      <div class="skip">
        <button @click=${() => this.focus('tree')}>${t('shell.skipToTree')}</button>
        <button @click=${() => this.focus('list')}>${t('shell.skipToList')}</button>
        ${place.articleId === null ? nothing : html`<button @click=${() => this.focus('article')}>${t('shell.skipToArticle')}</button>`}
      </div>
      <div class="window" role=${this.count === 1 ? 'main' : nothing}>
        ${this.#nav(shown)}
        <div class="desk" role=${this.count === 1 ? nothing : 'main'} ?hidden=${!shown.header && !shown.over}>
          <bs-header ?hidden=${!shown.header} .alone=${!shown.tree} @bs-found=${() => this.focus('list')}></bs-header>
          <div class="floor ${shown.header ? '' : 'bare'}">
            ${
              layout === 'list'
                ? html`<section
                      class="list ${shown.article ? '' : 'wide'}"
                      aria-label=${t('shell.articles')}
                      ?hidden=${!shown.list}
                    >
                      <bs-article-list></bs-article-list>
                    </section>
                    ${shown.list && shown.article ? this.#splitter('list', 260, 640) : nothing}`
                : nothing
            }
            <section
              class="reading"
              tabindex="-1"
              aria-label=${shown.article ? t('shell.article') : t('shell.articles')}
              ?hidden=${!shown.article && !shown.paper}
            >
              ${layout === 'front' ? html`<bs-front-page ?hidden=${!shown.paper}></bs-front-page>` : nothing}
              ${layout === 'cards' ? html`<bs-cards ?hidden=${!shown.paper}></bs-cards>` : nothing}
              <bs-article ?hidden=${!shown.article} .over=${shown.over}></bs-article>
            </section>
          </div>
        </div>
      </div>
      ${keyHint() === '' ? nothing : html`<div class="hint" role="status">${t('shell.keysWaiting', { keys: keyText(keyHint()) })}</div>`}
    `
  }

  get #shown(): Shown {
    return panesShown(this.count, store.settings.layout, place)
  }

  #nav(shown: Shown): TemplateResult {
    return html`<nav aria-label=${t('shell.papers')} class=${this.count === 1 ? 'wide' : ''} ?hidden=${!shown.tree}>
      <div class="masthead">
        ${this.count === 1 ? html`<h1>Broadsheet</h1>` : html`<p>Broadsheet</p>`}
        <button
          class="plain square"
          aria-label=${t('accounts.addMenu')}
          title=${t('accounts.addMenu')}
          aria-haspopup="menu"
          @click=${this.#add}
        >
          ${icon('plus')}
        </button>
        <bs-menu></bs-menu>
      </div>
      <bs-feed-tree></bs-feed-tree>
      <bs-status></bs-status>
      ${this.count > 1 ? this.#splitter('tree', 190, 460) : nothing}
    </nav>`
  }

  #add = (event: Event): void => {
    if (event.currentTarget instanceof Element)
      void this.addMenu?.show(adding(), event.currentTarget, t('accounts.addMenu'))
  }

  #splitter(which: 'tree' | 'list', min: number, max: number): TemplateResult {
    const set = (event: CustomEvent<number>): void => {
      this.widths = { ...this.widths, [which]: event.detail }
      localStorage.setItem(WIDTHS, JSON.stringify(this.widths))
    }
    return html`<bs-splitter
      .value=${this.widths[which]}
      .min=${min}
      .max=${max}
      .usual=${USUAL[which]}
      label=${which === 'tree' ? t('shell.sizeTree') : t('shell.sizeList')}
      @bs-size=${set}
    ></bs-splitter>`
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { settings, languages } = store.snapshot
    if (useLanguage(settings.language, languages)) tell('words')
    const root = document.documentElement
    root.lang = language()
    root.dir = direction()
    if (settings.theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = settings.theme
    const unread = unreadIn(place.scope) ?? 0
    document.title = `${unread > 0 ? `(${formatNumber(unread)}) ` : ''}${scopeName(place.scope)} – Broadsheet`
    // No wider than what leaves room for the article.
    const most = innerWidth - 340
    this.style.setProperty('--tree-width', `${Math.min(this.widths.tree, Math.max(190, most / 2))}px`)
    this.style.setProperty(
      '--list-width',
      `${Math.min(this.widths.list, Math.max(260, most - (this.#shown.tree ? this.widths.tree : 0)))}px`,
    )
    if (changed.has('count')) this.#pane = place.pane
  }

  protected override updated(): void {
    if (this.#pane === place.pane) return
    this.#pane = place.pane
    // What had the focus may just have been put away.
    if (place.dialog === null && this.focused() === null && this.count < 3) this.focus(place.pane)
  }

  override focus(target: Pane | 'search' | FocusOptions = 'list'): void {
    if (typeof target !== 'string') return
    if (target === 'search') {
      if (!this.#shown.header) place.go({ pane: 'list', ...(this.#shown.over ? { articleId: null } : {}) })
    } else if (target === 'tree' ? !this.#shown.tree : target === 'list' && this.count === 1 && place.pane !== 'list')
      place.go({ pane: target })
    void this.updateComplete.then(() => this.#focusNow(target))
  }

  #focusNow(target: Pane | 'search'): void {
    if (target === 'search') this.header?.focusSearch()
    else if (target === 'tree') this.tree?.focus()
    else if (target === 'article' && place.articleId !== null) this.article?.focusText()
    else if (this.list !== null) this.list.focus()
    else this.reading?.focus()
  }

  cycle(step: 1 | -1): void {
    const shown = this.#shown
    const order: Pane[] = []
    if (shown.tree) order.push('tree')
    if (shown.list || shown.paper) order.push('list')
    if (shown.article && place.articleId !== null) order.push('article')
    const at = order.indexOf(this.focused() ?? 'list')
    const next = order[(at + step + order.length) % order.length]
    if (next !== undefined) this.focus(next)
  }

  focused(): Pane | null {
    const active = this.shadowRoot?.activeElement ?? null
    if (active === null) return null
    if (active === this.article) return 'article'
    return active.closest('nav') !== null ? 'tree' : 'list'
  }

  page(step: 1 | -1): boolean {
    if (this.article === null || !this.#shown.article) return false
    return step === 1 ? this.article.readOn() : this.article.readBack()
  }

  /** One step back: from the article to its list, from a search to where it began. */
  leave(): void {
    const shown = this.#shown
    if (shown.over) {
      place.go({ articleId: null, pane: 'list' })
      this.focus('list')
    } else if (this.focused() === 'article') {
      if (this.count === 2) place.go({ pane: 'list' })
      this.focus('list')
    } else if (place.scope.kind === 'search') this.header?.leaveSearch()
    else if (this.count === 1 && place.pane === 'list') this.focus('tree')
  }
}

function rememberedWidths(): { tree: number; list: number } {
  const text = localStorage.getItem(WIDTHS)
  if (text === null) return USUAL
  try {
    const saved = (JSON.parse(text) ?? {}) as Partial<typeof USUAL>
    return { tree: Number(saved.tree) || USUAL.tree, list: Number(saved.list) || USUAL.list }
  } catch (error) {
    if (error instanceof SyntaxError) return USUAL
    throw error
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-app': AppElement
  }
}
