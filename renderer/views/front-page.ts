// <bs-front-page>: the newspaper page of what has arrived; it stays as it is laid out until the reader wants it anew.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { deepFocus } from '../elements/dialog.ts'
import { announce } from '../elements/live.ts'
import { isThisWeek, isToday } from '../state/article-time.ts'
import { feedName } from '../state/folders.ts'
import { compose, sectionName, type Edition, type Section, type Story } from '../state/front-page.ts'
import { list } from '../state/list.ts'
import { place, scopeKey } from '../state/place.ts'
import { scopeName } from '../state/scopes.ts'
import { store, Watch } from '../state/store.ts'
import { scriptFaces } from '../styles/article-text.ts'
import { frontPageStyles } from '../styles/front-page-styles.ts'
import { shared } from '../styles/shared.ts'
import { formatDate, formatNumber, t } from '../words/words.ts'
import { LONG } from './article-parts.ts'
import { nothingHere, nothingHereStyles } from './nothing-here.ts'
import { addressOf, languageOf, openHere, storyMeta, storyPicture } from './story.ts'

/** The newest articles an editor looks through. */
const DESK = 240
/** A page as thin as this takes in by itself what arrives. */
const THIN = 12
const MINUTE = 60_000

@customElement('bs-front-page')
export class FrontPage extends LitElement {
  static override styles = [shared, scriptFaces, frontPageStyles, nothingHereStyles]

  @state() private edition: Edition | null = null
  #key = ''
  #composing = ''
  #left: ArticleId | null = null
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
    if ((thin && edition?.ids.size !== this.#desk().length) || gone) void this.#compose()
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
    if (edition === null) return html`<div class="sheet" aria-busy="true">${this.#masthead()}</div>`
    if (edition.lead === null) return html`<div class="sheet">${this.#masthead()}${nothingHere(list.query)}</div>`
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
        ${this.#masthead()}
        <section class="top" aria-labelledby="top">
          ${this.#story(edition.lead, 'lead', html`<h2 id="top" class="hidden-text">${t('article.lead')}</h2>`)}
          ${
            edition.seconds.length === 0
              ? nothing
              : html`<div class="seconds">
                  ${repeat(edition.seconds, idOf, (story) => this.#story(story, 'second'))}
                </div>`
          }
          ${
            edition.briefs.length === 0
              ? nothing
              : html`<section class="briefs" aria-labelledby="briefs">
                  <h2 id="briefs">${t('article.briefly')}</h2>
                  <div class="list">${repeat(edition.briefs, idOf, (story) => this.#story(story, 'brief'))}</div>
                </section>`
          }
        </section>
        <div class="sections">${this.#sections(edition.sections)}</div>
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

  #masthead(): TemplateResult {
    const { scope } = list.query
    const { counts, feeds } = store.snapshot
    const today = formatDate(Date.now(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    return html`<header class="masthead">
      <p class="name" dir="auto">${scope.kind === 'all' ? 'Broadsheet' : scopeName(scope)}</p>
      <p class="line">
        <span>${today}</span>
        ${
          scope.kind === 'all'
            ? html`<span
                >${t('article.edition', {
                  unread: formatNumber(counts.unread),
                  total: formatNumber(counts.total),
                  feeds: t('article.feeds', { n: feeds.size }),
                })}</span
              >`
            : nothing
        }
      </p>
    </header>`
  }

  /** Small sections stand in pairs, after the large ones. */
  #sections(sections: readonly Section[]): unknown {
    const small = sections.filter((section) => section.stories.length <= 3)
    const timed = sections.some(({ key }) => key.kind !== 'folder' && key.kind !== 'feed')
    const halves = new Set(timed ? [] : small.slice(0, small.length - (small.length % 2)))
    const ordered = timed ? sections : [...sections.filter((each) => !halves.has(each)), ...halves]
    return repeat(
      ordered,
      ({ key }) => JSON.stringify(key),
      (section) => this.#section(section, halves.has(section)),
    )
  }

  #section({ key, stories }: Section, half: boolean): TemplateResult {
    const { feeds, folders } = store.snapshot
    const words = { today: t('article.today'), thisWeek: t('article.thisWeek'), earlier: t('article.earlier') }
    const name = sectionName(key, feeds, folders, words)
    const id = `section-${key.kind}${'id' in key ? `-${key.id}` : ''}`
    const go = (event: Event): void => {
      event.preventDefault()
      if (key.kind === 'folder' || key.kind === 'feed') place.go({ scope: { kind: key.kind, id: key.id } })
    }
    const [first, ...rest] = stories
    return html`<section class=${half ? 'section half' : 'section'} aria-labelledby=${id}>
      <header>
        <h2 id=${id} dir="auto">${'id' in key ? html`<a href=${`#${id}`} @click=${go}>${name}</a>` : name}</h2>
      </header>
      <div class="body">
        ${first === undefined ? nothing : this.#story(first, 'first')}
        ${
          rest.length === 0
            ? nothing
            : html`<div class="rest" data-count=${rest.length}>
                ${repeat(rest, idOf, (story) => this.#story(story, 'other'))}
              </div>`
        }
      </div>
    </section>`
  }

  #story(
    story: Story,
    size: 'lead' | 'second' | 'first' | 'other' | 'brief',
    above: unknown = nothing,
  ): TemplateResult | typeof nothing {
    const head = list.head(story.id)
    if (head === undefined) return html`<article class="story ${size}">${above}</article>`
    const feed = store.snapshot.feeds.get(head.feedId)
    const pictured = story.pictured && size !== 'brief'
    const classes = `story ${size} ${head.read ? 'read' : ''} ${head.title.length > LONG ? 'long' : ''}`
    return html`<article class=${classes} lang=${languageOf(head, feed) ?? nothing}>
      ${above} ${pictured ? storyPicture(head, size === 'lead') : nothing}
      ${head.kicker === null || size === 'brief' ? nothing : html`<p class="kicker" dir="auto">${head.kicker}</p>`}
      <h3 dir="auto">
        <a href=${addressOf(head)} data-id=${head.id} @click=${(event: MouseEvent) => openHere(head.id, event)}
          >${head.title}</a
        >
      </h3>
      ${head.standfirst === null || size === 'brief' ? nothing : html`<p class="standfirst" dir="auto">${head.standfirst}</p>`}
      ${storyMeta(head, feed, Date.now())} ${size === 'brief' ? nothing : this.#also(story)}
    </article>`
  }

  #also({ alsoIn }: Story): TemplateResult | typeof nothing {
    const { feeds } = store.snapshot
    const others = alsoIn.flatMap(({ id, feedId }) => {
      const feed = feeds.get(feedId)
      return feed === undefined ? [] : [{ id, name: feedName(feed) }]
    })
    if (others.length === 0) return nothing
    const [before = '', after = ''] = t('article.alsoIn', { names: '\n' }).split('\n')
    return html`<p class="also">
      ${before}${others
        .slice(0, 4)
        .map(
          ({ id, name }, at) =>
            html`${at === 0 ? '' : ', '}<a href=${`#article-${id}`} @click=${(event: MouseEvent) => openHere(id, event)}
                >${name}</a
              >`,
        )}${after}
    </p>`
  }
}

const idOf = (story: Story): ArticleId => story.id

const toList = (): void => void store.run('settings.change', { settings: { layout: 'list' } })

declare global {
  interface HTMLElementTagNameMap {
    'bs-front-page': FrontPage
  }
}
