// <bs-article>: the article that is open, as a newspaper would set it.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { deepFocus } from '../elements/dialog.ts'
import { icon } from '../elements/icons.ts'
import { announce } from '../elements/live.ts'
import type { Announcement } from '../../main/contract/changes.ts'
import type { ArticleBody, ArticleHead, ArticleId } from '../../main/contract/models.ts'
import { tongueOf, type Tongue } from '../state/article-language.ts'
import { hyphenatorFor } from '../state/hyphenate.ts'
import { list } from '../state/list.ts'
import { place } from '../state/place.ts'
import { textOf } from '../state/plain-text.ts'
import { store, Watch } from '../state/store.ts'
import { articlePage } from '../styles/article-page.ts'
import { articleText, scriptFaces } from '../styles/article-text.ts'
import { shared } from '../styles/shared.ts'
import { language, t } from '../words/words.ts'
import { fetchMissing } from './article-actions.ts'
import { readyBody } from './article-body.ts'
import { copyAsWritten, followLink, linkAt } from './article-links.ts'
import { applyMeasure, applyTextSettings } from './article-measure.ts'
import { aboveText, belowText, leadPicture, LONG, sounds } from './article-parts.ts'
import { picturesAround, replaceBroken, takeInPictures } from './article-pictures.ts'
import { Reading } from './article-reading.ts'
import { articleTools, neighbours } from './article-tools.ts'
import './picture-view.ts'
import type { PictureView } from './picture-view.ts'

/** An article that changes while it is fetched is fetched again so often. */
const TRIES = 3

interface Shown {
  head: ArticleHead
  body: ArticleBody
  tongue: Tongue
  /** The text without markup, its beginning. */
  text: string
}

@customElement('bs-article')
export class ArticleView extends LitElement {
  static override styles = [
    shared,
    scriptFaces,
    articleText,
    articlePage,
    css`
      .probe {
        position: absolute;
        visibility: hidden;
        white-space: nowrap;
      }
    `,
  ]

  /** It lies over the list it was opened from: a button leads back there. */
  @property({ type: Boolean }) over = false
  @state() private shown: Shown | null = null
  @state() private problem: ArticleId | null = null
  @state() private fetching = false
  @state() private address = ''
  @query('.text') readonly textElement!: HTMLElement | null
  @query('.page') readonly pageElement!: HTMLElement | null
  @query('bs-picture-view') private pictures!: PictureView
  readonly #reading = new Reading(this)
  #asked: ArticleId | null = null
  /** The focus is to go to the headline once it is there. */
  #focusWished = false
  /** It was in the article before this one. */
  #hadFocus = false
  #turn = 0
  #fragment: DocumentFragment | null = null
  #stop: () => void = () => undefined
  /** What the body in the page was made of. */
  #made = ''
  /** What else the body depends on. */
  #manner = ''

  constructor() {
    super()
    new Watch(this, 'place', 'article', 'list', 'settings', 'feeds')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = store.onAnnouncement((announcement) => this.#hear(announcement))
    const root = this.renderRoot
    if (root instanceof ShadowRoot && !this.#listening) {
      this.#listening = true
      root.addEventListener('copy', (event) => event instanceof ClipboardEvent && copyAsWritten(event, root))
      root.addEventListener('dragstart', (event) => event instanceof DragEvent && copyAsWritten(event, root))
    }
    document.fonts.addEventListener('loadingdone', this.#measure)
  }
  #listening = false

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop()
    document.fonts.removeEventListener('loadingdone', this.#measure)
  }

  /** Scrolls a page on; false at the end. */
  readOn(): boolean {
    return this.#reading.turn(1)
  }

  readBack(): boolean {
    return this.#reading.turn(-1)
  }

  /** Puts the focus on the headline, where reading begins. */
  focusText(): void {
    // Not the headline of the article that is just leaving: it would take the focus with it.
    this.#focusWished = this.shown?.head.id !== place.articleId
    if (!this.#focusWished) this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }

  protected override willUpdate(): void {
    const id = place.articleId
    if (id !== this.#asked) {
      this.#asked = id
      this.#hadFocus = this.shadowRoot?.activeElement !== null
      this.problem = null
      this.fetching = false
      if (id === null) {
        this.#reading.leave()
        this.shown = null
      } else void this.#load(id)
    }
    const manner = `${store.settings.text.hyphenate} ${store.settings.text.justify} ${language()}`
    if (manner !== this.#manner) {
      this.#manner = manner
      if (this.shown !== null) this.#reload()
    }
    // The head is renewed in place: read, saved, completeness.
    const head = this.shown === null ? undefined : list.head(this.shown.head.id)
    if (this.shown !== null && head !== undefined && head !== this.shown.head) this.shown = { ...this.shown, head }
  }

  async #load(id: ArticleId, again = false): Promise<void> {
    const turn = ++this.#turn
    const [result] = await Promise.all([store.run('articles.body', { id }, { quiet: true }), list.need([id])])
    let head = list.head(id)
    for (let tries = 0; head === undefined && tries < TRIES && turn === this.#turn; tries++) {
      // It has changed between the answer and now.
      await list.need([id])
      head = list.head(id)
    }
    if (turn !== this.#turn) return
    if (!result.ok || head === undefined) {
      if (!again) {
        this.#reading.leave()
        this.shown = null
        this.problem = id
      }
      return
    }
    const body = result.value
    const feed = store.snapshot.feeds.get(head.feedId)
    const text = textOf(body.html)
    const tongue = tongueOf(`${head.title}. ${text}`, [head.language, feed?.language ?? null])
    const manner = this.#manner
    const divide = store.settings.text.hyphenate ? await hyphenatorFor(tongue.language) : null
    if (turn !== this.#turn) return
    const made = `${id} ${manner} ${body.html}`
    if (again && made === this.#made) {
      if (this.textElement !== null) takeInPictures(this.textElement, body.media)
    } else {
      this.#made = made
      this.#fragment = readyBody({ head, body, tongue, hyphenate: divide, justified: store.settings.text.justify })
    }
    if (!again) this.#reading.leave()
    this.shown = { head, body, tongue, text }
    if (head.completeness === 'complete' || body.media.every((each) => each.state !== 'wanted')) this.fetching = false
    await this.updateComplete
    if (!again && turn === this.#turn) {
      this.#measure()
      this.#reading.open(id, head.position)
      if (this.#reading.continued) {
        announce(t('article.continued'))
        this.requestUpdate()
      }
      // What was pressed to get here is hidden now.
      const focus = deepFocus()
      const lost = focus === null || focus === document.body || focus.contains(this)
      if (this.#focusWished || (lost && (this.over || this.#hadFocus))) this.focusText()
    }
  }

  #hear(announcement: Announcement): void {
    const id = this.#asked
    if (id === null) return
    if (announcement.kind === 'articles.changed' && announcement.ids.includes(id)) this.#reload()
    else if (announcement.kind === 'library.replaced') this.#reload()
  }

  /** The one that was asked for last: another may still be shown while it is on its way. */
  #reload(): void {
    const id = this.#asked
    if (id !== null) void this.#load(id, this.shown?.head.id === id)
  }

  protected override updated(): void {
    const { text } = store.settings
    const other = applyTextSettings(this, text)
    if (this.#fragment !== null && this.textElement !== null) {
      this.textElement.replaceChildren(this.#fragment)
      this.#fragment = null
      this.#boxes()
    }
    if (other) this.#measure()
  }

  #measure = (): void => {
    if (this.textElement === null || this.shown === null) return
    applyMeasure(this, this.textElement, store.settings.text.measure, this.shown.tongue, this.shown.text)
    this.#boxes()
  }

  /** What scrolls by itself can be reached by keys, and has a name; what fits needs neither. */
  #boxes(): void {
    for (const box of this.renderRoot.querySelectorAll<HTMLElement>('.text .table, .text pre')) {
      const wide = box.scrollWidth > box.clientWidth + 1
      if (!wide) {
        for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name)
        continue
      }
      box.tabIndex = 0
      box.setAttribute('role', 'region')
      box.setAttribute('aria-label', box.dataset['name'] ?? t('article.code'))
    }
  }

  #fetch = async (audio: boolean): Promise<void> => {
    const { shown } = this
    if (shown === null) return
    this.fetching = true
    const begun = await fetchMissing(shown.head.id, audio)
    if (this.shown?.head.id === shown.head.id && !begun) this.fetching = false
  }

  protected override render(): TemplateResult {
    if (this.problem !== null)
      return this.#quiet(t('article.problem'), () => this.problem !== null && void this.#load(this.problem))
    if (this.shown === null) return this.#asked === null ? this.#quiet(t('article.nothingOpen')) : html``
    const { head, body, tongue, text } = this.shown
    const classes = ['page', tongue.cjk ? 'cjk' : '', tongue.direction, head.title.length > LONG ? 'long' : ''].join(
      ' ',
    )
    const fetching = { fetching: this.fetching }
    const page = html`<article
      class=${classes}
      lang=${tongue.language ?? nothing}
      dir=${tongue.direction}
      @click=${this.#follow}
      @auxclick=${this.#follow}
      @pointerover=${this.#point}
      @pointerleave=${this.#unpoint}
      @focusin=${this.#point}
      @focusout=${this.#unpoint}
      @error=${{ handleEvent: replaceBroken, capture: true }}
    >
      ${aboveText(head, store.snapshot.feeds.get(head.feedId), text)} ${this.#lead(head, body)}
      ${sounds({ head, body, ...fetching, fetch: () => void this.#fetch(true) })}
      <div class=${store.settings.text.justify ? 'text justified' : 'text'}></div>
      ${text === '' && body.media.length === 0 ? html`<p class="note" lang=${language()}>${t('article.noText')}</p>` : nothing}
      ${belowText({ head, body, ...fetching, fetch: () => void this.#fetch(false) })}
    </article>`
    return html`
      ${articleTools(head, this.over)} ${keyed(head.id, page)} ${neighbours(head.id)}
      ${
        this.#reading.continued
          ? html`<p class="continued">
              <span>${t('article.continued')}</span>
              <button class="plain" @click=${() => this.#reading.fromTheTop()}>${t('article.fromTheTop')}</button>
            </p>`
          : nothing
      }
      <bs-picture-view></bs-picture-view>
      ${this.address === '' ? nothing : html`<p class="address" aria-hidden="true">${this.address}</p>`}
    `
  }

  #quiet(words: string, again?: () => void): TemplateResult {
    return html`<div class="quiet">
      ${icon('front')}
      <p>${words}</p>
      ${again === undefined ? nothing : html`<button @click=${again}>${t('article.tryAgain')}</button>`}
    </div>`
  }

  #lead(head: ArticleHead, body: ArticleBody): TemplateResult | typeof nothing {
    const { picture } = head
    if (picture === null) return nothing
    const state = body.media.find((each) => each.key === picture.key)?.state
    if (state === 'skipped') return nothing
    return leadPicture(picture, state === undefined || state === 'kept')
  }

  #follow = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest('.enlarge') : null
    if (button !== null && event.type === 'click' && this.pageElement !== null) {
      const { pictures, at } = picturesAround(button, this.pageElement)
      return void this.pictures.show(pictures, at)
    }
    if (this.renderRoot instanceof ShadowRoot) followLink(event, this.renderRoot)
  }

  #point = (event: Event): void => {
    const href = linkAt(event)?.getAttribute('href') ?? ''
    this.address = href.startsWith('#') ? '' : href
  }

  #unpoint = (): void => {
    this.address = ''
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-article': ArticleView
  }
}
