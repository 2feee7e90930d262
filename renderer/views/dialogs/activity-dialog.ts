// <bs-activity-dialog>: everything that goes on or went wrong, in one quiet place.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { isTroubled } from '../../../main/contract/troubled.ts'
import type { Feed, FeedActivity, FeedId } from '../../../main/contract/models.ts'
import { Rows, rowsStyles } from '../../elements/virtual.ts'
import { feedName, isSample } from '../../state/folders.ts'
import { place } from '../../state/place.ts'
import { store, Watch } from '../../state/store.ts'
import { listen } from '../../state/topics.ts'
import { t } from '../../words/words.ts'
import { problemWords } from '../../words/problem.ts'
import { activityFacts } from './activity-facts.ts'
import { lineUp, type ActivityLine, type ActivityOrder } from './activity-lines.ts'
import { DialogView, textOf, tickedOf } from './dialog-view.ts'
import { answerTo, problemNote } from './problem-note.ts'
import { workLine } from './work-line.ts'

/** Relative times are made true again so often. */
const TICK = 20_000
/** Heights of a row in rem: name and facts, and below them a problem. */
const ROW = 3.5
const TROUBLED_ROW = 4.9

@customElement('bs-activity-dialog')
export class ActivityDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    rowsStyles,
    css`
      :host {
        --dialog-width: 52rem;
      }
      .lines {
        position: relative;
        block-size: min(28rem, 52dvh);
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .line {
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr) auto;
        align-content: center;
        align-items: start;
        gap: 0 var(--space-2);
        inline-size: 100%;
        block-size: 3.5rem;
        padding: 0 var(--space-3);
        border-block-end: 1px solid var(--rule);
      }
      .line > bs-icon {
        margin-block-start: 0.15rem;
        color: var(--ink-3);
      }
      .line.troubled > bs-icon {
        color: var(--danger);
      }
      .title {
        max-inline-size: 100%;
        color: var(--ink);
        font-weight: 600;
        text-decoration: none;
      }
      .some-troubled .line {
        block-size: 4.9rem;
      }
      .below {
        grid-column: 2 / -1;
        display: flex;
        gap: var(--space-2);
        min-inline-size: 0;
      }
      .below .link {
        flex: none;
      }
      .line .row {
        flex-wrap: nowrap;
        gap: 0;
      }
      .says {
        color: var(--danger);
      }
      .empty {
        padding: var(--space-6);
        text-align: center;
        color: var(--ink-2);
      }
      .moving {
        animation: turn 1.4s linear infinite;
      }
    `,
  ]

  @state() private lines = new Map<FeedId, FeedActivity>()
  @state() private troubledOnly = false
  @state() private order: ActivityOrder = 'trouble'
  @state() private now = Date.now()
  /** Sorting thousands of names for every step of a progress bar would be felt. */
  #rows: ActivityLine[] | null = null
  readonly #virtual = new Rows<ActivityLine>(this, ROW)
  #timer: ReturnType<typeof setInterval> | undefined
  #unhear: () => void = () => undefined

  constructor() {
    super()
    new Watch(this, 'feeds', 'progress', 'online')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const unlisten = listen(['feeds', 'words'], () => (this.#rows = null))
    const unhear = store.onAnnouncement((announcement) => {
      if (announcement.kind === 'activity.changed') this.#take(announcement.activity)
    })
    this.#unhear = () => {
      unlisten()
      unhear()
    }
    this.#timer = setInterval(() => (this.now = Date.now()), TICK)
    void store.run('feeds.activity', {}).then((result) => {
      if (result.ok) this.#take(result.value)
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unhear()
    clearInterval(this.#timer)
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (['lines', 'troubledOnly', 'order', 'now'].some((name) => changed.has(name))) this.#rows = null
  }

  #rowsNow(): ActivityLine[] {
    this.#rows ??= lineUp(store.snapshot.feeds.values(), this.lines, this.order, this.troubledOnly)
    return this.#rows
  }

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    void this.focusOn('#order')
  }

  protected override render(): TemplateResult {
    const { progress, problems, online, feeds } = store.snapshot
    const rows = this.#rowsNow()
    const someTroubled = rows.some(({ feed, activity }) => (activity?.problem ?? feed.fetch.problem) !== null)
    this.#virtual.rem = someTroubled ? TROUBLED_ROW : ROW
    const troubled = [...feeds.values()].filter(isTroubled).length
    return this.frame(
      t('dialogs.activityHeading'),
      html`<div class="stack">
        ${online ? nothing : problemNote({ kind: 'offline' })}
        ${
          problems.length === 0
            ? nothing
            : html`<section class="stack tight" aria-labelledby="mended">
                <h3 id="mended">${t('dialogs.libraryProblems')}</h3>
                ${problems.map((problem) => problemNote(problem, { here: 'openActivity' }))}
              </section>`
        }
        ${
          progress.length === 0
            ? html`<p class="quiet" role="status">${t('dialogs.nothingRuns')}</p>`
            : html`<div class="stack">${progress.map(workLine)}</div>`
        }
        <div class="row between">
          <div class="check">
            <input
              type="checkbox"
              id="troubled"
              .checked=${this.troubledOnly}
              ?disabled=${troubled === 0 && !this.troubledOnly}
              @change=${(event: Event) => (this.troubledOnly = tickedOf(event))}
            />
            <label for="troubled"
              >${troubled === 0 ? t('dialogs.noTrouble') : t('dialogs.troubledOnly', { n: troubled })}</label
            >
          </div>
          <div class="row">
            <label for="order">${t('dialogs.sortBy')}</label>
            <select id="order" @change=${(event: Event) => (this.order = readOrder(textOf(event)))}>
              <option value="trouble">${t('dialogs.sortTrouble')}</option>
              <option value="name">${t('dialogs.sortName')}</option>
              <option value="checked">${t('dialogs.sortChecked')}</option>
              <option value="next">${t('dialogs.sortNext')}</option>
            </select>
            <button @click=${() => void store.run('feeds.refresh', { force: true })} ?disabled=${feeds.size === 0}>
              ${t('dialogs.checkAll')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? html`<p class="lines empty">${this.troubledOnly ? t('dialogs.noTrouble') : t('dialogs.noFeedsYet')}</p>`
            : html`<div
                class="lines ${someTroubled ? 'some-troubled' : ''}"
                data-rows
                role="list"
                tabindex="0"
                aria-label=${t('dialogs.activityOfFeeds')}
              >
                ${this.#virtual.render(
                  rows,
                  ({ feed }) => feed.id,
                  (line, at) => this.#line(line, at, rows.length),
                )}
              </div>`
        }
      </div>`,
    )
  }

  #line({ feed, activity }: ActivityLine, at: number, count: number): TemplateResult {
    const problem = activity?.problem ?? feed.fetch.problem
    const busy =
      activity !== null &&
      (activity.doing === 'fetching' || activity.doing === 'reading' || activity.doing === 'completing')
    const words = problem === null ? null : problemWords(problem, this.now)
    const act = words === null ? null : answerTo(words.action, { feedId: feed.id, retry: () => this.#check(feed) })
    const name = feedName(feed)
    const facts = activityFacts(feed, activity, this.now).join(' · ')
    return html`<div
      role="listitem"
      aria-posinset=${at + 1}
      aria-setsize=${count}
      class="line ${problem === null ? '' : 'troubled'}"
    >
      <bs-icon
        class=${busy ? 'moving' : ''}
        name=${busy ? 'refresh' : problem !== null ? 'problem' : feed.fetch.gone ? 'gone' : feed.paused ? 'pause' : 'check'}
      ></bs-icon>
      <div>
        <button
          class="link title one-line"
          dir="auto"
          title=${name}
          @click=${() => place.go({ scope: { kind: 'feed', id: feed.id }, dialog: null })}
        >
          ${name}
        </button>
        <p class="note one-line" title=${facts}>${facts}</p>
      </div>
      <div class="row">
        ${
          isSample(feed)
            ? nothing
            : html`<button
                class="plain square"
                aria-label=${t('dialogs.checkOne', { name })}
                title=${t('dialogs.checkNow')}
                aria-disabled=${busy ? 'true' : 'false'}
                @click=${() => busy || this.#check(feed)}
              >
                <bs-icon name="refresh"></bs-icon>
              </button>`
        }
        <button
          class="plain square"
          aria-label=${t('dialogs.propertiesOf', { name })}
          title=${t('dialogs.properties')}
          @click=${() => place.go({ dialog: { name: 'feed', argument: feed.id } })}
        >
          <bs-icon name="settings"></bs-icon>
        </button>
      </div>
      ${
        words === null
          ? nothing
          : html`<p class="below">
              <span class="one-line" title=${[words.text, words.advice, words.detail].filter(Boolean).join(' ')}
                ><span class="says">${words.text}</span> ${words.advice ?? nothing}</span
              >
              ${act === null ? nothing : html`<button class="link" @click=${act}>${words.action.label}</button>`}
            </p>`
      }
    </div>`
  }

  #check(feed: Feed): void {
    void store.run('feeds.refresh', { ids: [feed.id], force: true })
  }

  #take(some: readonly FeedActivity[]): void {
    const lines = new Map(this.lines)
    for (const each of some) lines.set(each.feedId, each)
    this.lines = lines
  }
}

const readOrder = (value: string): ActivityOrder =>
  value === 'name' || value === 'checked' || value === 'next' ? value : 'trouble'

declare global {
  interface HTMLElementTagNameMap {
    'bs-activity-dialog': ActivityDialog
  }
}
