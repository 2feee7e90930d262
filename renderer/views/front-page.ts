// <bs-front-page>: the newspaper page of what has arrived; it stays as it is laid out until the reader wants it anew.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { deepFocus } from '../elements/dialog.ts'
import { announce } from '../elements/live.ts'
import { tongueOf } from '../state/article-language.ts'
import { isThisWeek, isToday } from '../state/article-time.ts'
import { compose, type Edition } from '../state/front-page.ts'
import { hyphenatorFor } from '../state/hyphenate.ts'
import { list } from '../state/list.ts'
import { place, scopeKey } from '../state/place.ts'
import { beginningOf, textOf } from '../state/plain-text.ts'
import { store, Watch } from '../state/store.ts'
import { scriptFaces } from '../styles/article-text.ts'
import { frontPageStyles } from '../styles/front-page-styles.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import { copyAsWritten } from './article-links.ts'
import { idOf, lead, masthead, sections, storyHere } from './front-page-parts.ts'
import { nothingHere, nothingHereStyles } from './nothing-here.ts'

/** The newest articles an editor looks through. */
const DESK = 240
/** A page as thin as this takes in by itself what arrives. */
const THIN = 12
const MINUTE = 60_000
/** Characters of the lead's text that are printed under its picture, and where it has none. */
const BESIDE_PICTURE = 900
const ALONE = 2_400

@customElement('bs-front-page')
export class FrontPage extends LitElement {
  static override styles = [shared, scriptFaces, frontPageStyles, nothingHereStyles]

  @state() private edition: Edition | null = null
  /** First paragraphs of the lead. */
  @state() private begin: readonly string[] = []
  #key = ''
  #composing = ''
  #left: ArticleId | null = null
  #shownTop = list.topWish
  #timer: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    new Watch(this, 'list', 'feeds', 'counts', 'settings', 'place')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.requestUpdate(), MINUTE)
    list.atTop = this.#atTop
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    if (list.atTop === this.#atTop) list.atTop = () => true
  }

  /** The page stays as it is: the list under it needs nothing new before the reader asks. */
  #atTop = (): boolean => this.edition === null || this.edition.ids.size < THIN

  protected override willUpdate(): void {
    const { scope, show, order } = list.query
    const key = `${scopeKey(scope)} ${show} ${order}`
    if (key !== this.#key) {
      this.#key = key
      this.edition = null
    }
    if (!list.ready) return
    const { edition } = this
    const thin = edition === null || edition.ids.size < THIN
    const gone = edition !== null && list.ids.length > 0 && this.#desk().every((id) => !edition.ids.has(id))
    // What is new was asked for by a key.
    const wished = list.topWish !== this.#shownTop
    this.#shownTop = list.topWish
    if (wished) this.scrollTo({ top: 0 })
    if ((thin && edition?.ids.size !== this.#desk().length) || gone || wished) void this.#compose()
  }

  protected override updated(_changed: PropertyValues): void {
    // Back from an article: where the reader left the page.
    if (place.articleId !== null) this.#left = place.articleId
    else if (this.#left !== null) {
      const left = this.#left
      this.#left = null
      requestAnimationFrame(() => this.#return(left))
    }
  }

  protected override firstUpdated(): void {
    const root = this.renderRoot
    if (root instanceof ShadowRoot)
      root.addEventListener('copy', (event) => event instanceof ClipboardEvent && copyAsWritten(event, root))
  }

  /** The story that was read last, or the first. */
  override focus(options?: FocusOptions): void {
    const links = this.renderRoot.querySelectorAll<HTMLElement>('h3 a')
    const last = [...links].find((link) => link.dataset['id'] === String(list.active))
    ;(last ?? links[0])?.focus(options)
  }

  #return(left: ArticleId): void {
    const focus = deepFocus()
    const free = focus === null || focus === document.body || focus.contains(this) || !focus.isConnected
    if (free && place.articleId === null) this.renderRoot.querySelector<HTMLElement>(`h3 a[data-id="${left}"]`)?.focus()
  }

  #desk(): readonly ArticleId[] {
    return list.query.order === 'newest' ? list.ids.slice(0, DESK) : list.ids.slice(-DESK)
  }

  async #compose(): Promise<void> {
    const ids = this.#desk()
    const token = `${this.#key} ${ids.length} ${ids[0] ?? ''}`
    if (token === this.#composing) return
    this.#composing = token
    await list.need(ids)
    const heads = ids.flatMap((id) => list.head(id) ?? [])
    if (token !== this.#composing) return
    this.#composing = ''
    const { feeds, folders } = store.snapshot
    const now = Date.now()
    this.edition = compose({
      heads,
      feeds,
      folders,
      scope: list.query.scope,
      now,
      period: (at) => (isToday(at, now) ? 'today' : isThisWeek(at, now) ? 'thisWeek' : 'earlier'),
    })
    await this.#begin(this.edition)
  }

  /** The lead is not only announced: its first paragraphs are printed. */
  async #begin(edition: Edition): Promise<void> {
    const { lead } = edition
    this.begin = []
    if (lead === null) return
    const result = await store.run('articles.body', { id: lead.id }, { quiet: true })
    const head = list.head(lead.id)
    if (!result.ok || head === undefined || this.edition !== edition) return
    const { html } = result.value
    const tongue = tongueOf(textOf(html), [head.language, store.snapshot.feeds.get(head.feedId)?.language ?? null])
    const divide = await hyphenatorFor(tongue.language)
    const paragraphs = beginningOf(html, lead.pictured ? BESIDE_PICTURE : ALONE)
    if (this.edition === edition) this.begin = paragraphs.map((text) => divide?.(text) ?? text)
  }

  #renew = async (): Promise<void> => {
    await list.open(list.query)
    await this.#compose()
    this.scrollTo({ top: 0 })
    await this.updateComplete
    this.focus({ preventScroll: true })
    announce(t('article.frontPage'))
  }

  /** Arrived since the page was laid out. */
  #fresh(edition: Edition): number {
    return this.#desk().filter((id) => !edition.ids.has(id)).length + list.waiting
  }

  protected override render(): TemplateResult {
    const { edition } = this
    if (edition === null) return html`<div class="sheet" aria-busy="true">${masthead()}</div>`
    if (edition.lead === null) return html`<div class="sheet">${masthead()}${nothingHere(list.query)}</div>`
    const fresh = this.#fresh(edition)
    const shown =
      1 +
      edition.seconds.length +
      edition.briefs.length +
      edition.sections.reduce((n, each) => n + each.stories.length, 0)
    const rest = list.ids.length - shown
    return html`
      ${
        fresh === 0
          ? nothing
          : html`<div class="fresh">
              <button @click=${this.#renew}>${t('article.fresh', { n: fresh })} – ${t('article.renew')}</button>
            </div>`
      }
      <div class="sheet">
        ${masthead()}
        <section class="top" aria-labelledby="top">
          ${lead(edition.lead, this.begin)}
          ${
            edition.seconds.length === 0
              ? nothing
              : html`<div class="seconds">${repeat(edition.seconds, idOf, (story) => storyHere(story, 'second'))}</div>`
          }
          ${
            edition.briefs.length === 0
              ? nothing
              : html`<section class="briefs" aria-labelledby="briefs">
                  <h2 id="briefs">${t('article.briefly')}</h2>
                  <div class="list">${repeat(edition.briefs, idOf, (story) => storyHere(story, 'brief'))}</div>
                </section>`
          }
        </section>
        <div class="sections">${sections(edition.sections)}</div>
        <footer class="end">
          <p>${t('article.endOfPage')}</p>
          ${
            rest > 0
              ? html`<p><button class="link" @click=${toList}>${t('article.restInList', { n: rest })}</button></p>`
              : nothing
          }
        </footer>
      </div>
    `
  }
}

const toList = (): void => void store.run('settings.change', { settings: { layout: 'list' } })

declare global {
  interface HTMLElementTagNameMap {
    'bs-front-page': FrontPage
  }
}
