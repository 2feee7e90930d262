// <bs-header>: the head of the open list: its title, its folio line, and what can be done with all of it.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { Settings } from '../../main/contract/models.ts'
import { keyText } from '../elements/article-menu.ts'
import { icon, type IconName } from '../elements/icons.ts'
import { announce } from '../elements/live.ts'
import { actions, keysOf } from '../state/actions.ts'
import { runAction } from '../state/keyboard.ts'
import { list } from '../state/list.ts'
import { place, sameScope } from '../state/place.ts'
import { countWords, scopeName } from '../state/scopes.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { formatDate, t } from '../words/words.ts'
import { headerStyles } from './header-styles.ts'

/** A pause in typing begins the search. */
const PAUSE = 350

@customElement('bs-header')
export class HeaderElement extends LitElement {
  static override styles = [shared, headerStyles]

  /** The tree cannot be seen beside it. */
  @property({ type: Boolean }) alone = false
  @query('input') private field!: HTMLInputElement
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    new Watch(this, 'place', 'list', 'counts', 'feeds', 'settings', 'progress', 'accounts', 'labels')
  }

  focusSearch(): void {
    this.field.focus()
    this.field.select()
  }

  protected override willUpdate(): void {
    this.toggleAttribute('plain', store.settings.layout === 'front')
  }

  protected override render(): TemplateResult {
    const { layout, show, order } = store.settings
    const refreshing = store.snapshot.progress.some((each) => each.task === 'refresh' || each.task === 'sync')
    return html`
      <div class="title">
        ${this.alone ? this.#button('menu', 'menu', t('shell.showPapers'), () => place.go({ pane: 'tree' })) : nothing}
        ${
          // The front page has its own name, date and count, printed large.
          layout === 'front'
            ? html`<h1 class="hidden-text">${scopeName(place.scope)}</h1>`
            : html`<div class="names">
                <h1 dir="auto" title=${scopeName(place.scope)}>${scopeName(place.scope)}</h1>
                <p class="folio">${this.#folio()}</p>
              </div>`
        }
      </div>
      <div class="tools" role="toolbar" aria-label=${t('shell.tools')}>
        ${this.#search()}
        <div class="group" role="group" aria-label=${t('shell.show')}>
          ${this.#choice(show === 'unread', t('shell.showUnread'), () => change({ show: 'unread' }))}
          ${this.#choice(show === 'all', t('shell.showAll'), () => change({ show: 'all' }))}
        </div>
        <div class="group" role="group" aria-label=${t('shell.layout')}>
          ${this.#choice(layout === 'list', t('shell.layoutList'), () => use('list'), 'list')}
          ${this.#choice(layout === 'cards', t('shell.layoutCards'), () => use('cards'), 'cards')}
          ${this.#choice(layout === 'front', t('shell.layoutFront'), () => use('front'), 'front')}
        </div>
        <div class="group">
          ${this.#button(
            'order',
            order === 'newest' ? 'sortDown' : 'sortUp',
            withKeys(order === 'newest' ? t('shell.newestFirst') : t('shell.oldestFirst'), 'list.toggleOrder'),
            act('list.toggleOrder'),
          )}
          ${this.#button('all', 'checkAll', withKeys(t('shell.markAllRead'), 'list.markAllRead'), act('list.markAllRead'))}
          ${this.#button(refreshing ? 'turning' : 'refresh', 'refresh', withKeys(t('shell.refreshHere'), 'feeds.refresh'), act('feeds.refresh'))}
        </div>
      </div>
    `
  }

  /** How many were found is said once, as soon as it is known. */
  protected override updated(): void {
    const { scope } = place
    if (scope.kind !== 'search') this.#told = ''
    else if (list.ready && sameScope(list.query.scope, scope) && scope.text !== this.#told) {
      this.#told = scope.text
      const n = list.ids.length
      announce(n === 0 ? t('shell.emptySearch', { text: scope.text }) : t('shell.articleCount', { n }))
    }
  }
  #told = ''

  #folio(): TemplateResult {
    const count = countWords(place.scope, list.ids.length)
    const date = formatDate(Date.now(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    return html`<time>${date}</time><span class="dot" aria-hidden="true">·</span><span>${count}</span>${
        list.waiting > 0
          ? html`<button class="new" @click=${act('list.takeIn')}>${t('shell.newCount', { n: list.waiting })}</button>`
          : nothing
      }`
  }

  #search(): TemplateResult {
    const text = place.scope.kind === 'search' ? place.scope.text : ''
    return html`<search class="search">
      ${icon('search')}
      <input
        type="search"
        aria-label=${t('shell.searchLabel')}
        placeholder=${t('shell.search')}
        title=${withKeys(t('shell.searchLabel'), 'list.search')}
        maxlength="200"
        .value=${text}
        @input=${this.#typed}
        @keydown=${this.#key}
      />
      ${text === '' ? nothing : this.#button('clear', 'close', t('shell.clearSearch'), () => this.#end())}
    </search>`
  }

  #button(kind: string, name: IconName, label: string, run: () => void): TemplateResult {
    return html`<button class="plain square ${kind}" aria-label=${label} title=${label} @click=${run}>
      ${icon(name)}
    </button>`
  }

  #choice(on: boolean, label: string, run: () => void, name?: IconName): TemplateResult {
    return name === undefined
      ? html`<button class="plain" aria-pressed=${on ? 'true' : 'false'} @click=${run}>${label}</button>`
      : html`<button
          class="plain square"
          aria-pressed=${on ? 'true' : 'false'}
          aria-label=${label}
          title=${label}
          @click=${run}
        >
          ${icon(name)}
        </button>`
  }

  #typed = (): void => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#find(), PAUSE)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      this.#find()
      if (place.scope.kind === 'search') this.dispatchEvent(new CustomEvent('bs-found'))
    } else if (event.key === 'Escape') this.#end()
    else return
    event.preventDefault()
  }

  #find(): void {
    clearTimeout(this.#timer)
    const text = this.field.value.trim()
    if (text === '') {
      if (place.scope.kind === 'search') this.#leave()
    } else if (place.scope.kind !== 'search' || place.scope.text !== text) {
      if (place.scope.kind !== 'search') this.#before = place.scope
      place.go({ scope: { kind: 'search', text }, articleId: null, pane: 'list' })
    }
  }
  #before: typeof place.scope = { kind: 'all' }

  #end(): void {
    clearTimeout(this.#timer)
    this.field.value = ''
    if (place.scope.kind === 'search') this.#leave()
    this.dispatchEvent(new CustomEvent('bs-found'))
  }

  /** Back to where the search began. */
  #leave(): void {
    place.go({ scope: this.#before })
  }

  leaveSearch(): void {
    this.#end()
  }
}

const change = (settings: Partial<Settings>): void => void store.run('settings.change', { settings })

function use(layout: Settings['layout']): void {
  place.go({ articleId: null, pane: 'list' })
  change({ layout })
}

const act = (id: string) => (): void => {
  const action = actions.find((each) => each.id === id)
  if (action !== undefined) runAction(action)
}

function withKeys(label: string, id: string): string {
  const action = actions.find((each) => each.id === id)
  const keys = action === undefined ? '' : keyText(keysOf(action, store.settings.keys))
  return keys === '' ? label : `${label} (${keys})`
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-header': HeaderElement
  }
}
