// <bs-take-along-dialog>: before a journey: fetch what is missing, after saying how much that is.
import { css, html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Out } from '../../../main/contract/commands.ts'
import type { Scope } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { feedName } from '../../state/folders.ts'
import { place, scopeKey } from '../../state/place.ts'
import { scopeName } from '../../state/scopes.ts'
import { store, Watch } from '../../state/store.ts'
import { formatBytes, formatNumber, t } from '../../words/words.ts'
import { DialogView, textOf, tickedOf } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'
import { workLine, workOn } from './work-line.ts'

type Estimate = Out<'articles.takeAlong'>

@customElement('bs-take-along-dialog')
export class TakeAlongDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      .estimate {
        display: grid;
        align-content: center;
        min-block-size: 6.5rem;
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-6);
      }
      .figures dd {
        font: 600 var(--size-6) / 1.2 var(--face-head);
        font-variant-numeric: lining-nums;
      }
      .figures div {
        display: flex;
        flex-direction: column-reverse;
      }
    `,
  ]

  @state() private scope: Scope = place.scope
  @state() private audio = store.settings.audio === 'always'
  @state() private estimate: Estimate | null = null
  @state() private done: Estimate | null = null
  @state() private problem: Problem | null = null
  @state() private running = false
  #asked = 0

  constructor() {
    super()
    new Watch(this, 'progress', 'online')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  protected override firstUpdated(): void {
    void this.focusOn('#scope')
  }

  protected override render(): TemplateResult {
    const work = workOn('takeAlong')
    const running = this.running || work !== undefined
    const { estimate } = this
    return this.frame(
      t('dialogs.takeAlongHeading'),
      html`<div class="stack">
        <p class="lead">${t('dialogs.takeAlongLead')}</p>
        <div class="field">
          <label for="scope">${t('dialogs.takeAlongWhat')}</label>
          <select id="scope" class="wide" ?disabled=${running} @change=${this.#choose}>
            ${scopes().map(([scope, name]) => html`<option value=${scopeKey(scope)} ?selected=${scopeKey(scope) === scopeKey(this.scope)}>${name}</option>`)}
          </select>
        </div>
        <div class="check">
          <input type="checkbox" id="audio" .checked=${this.audio} ?disabled=${running} @change=${this.#withAudio} />
          <label for="audio">${t('dialogs.takeAlongAudio')}</label>
        </div>
        <div class="estimate" aria-live="polite">
          ${
            work !== undefined
              ? workLine(work)
              : this.done !== null
                ? html`<p class="lead">
                    ${t('dialogs.takenAlong', { n: this.done.articles, size: formatBytes(this.done.bytes) })}
                  </p>`
                : estimate === null
                  ? this.problem === null
                    ? html`<p class="working"><bs-icon name="refresh"></bs-icon>${t('dialogs.counting')}</p>`
                    : nothing
                  : estimate.articles === 0
                    ? html`<p class="lead">${t('dialogs.nothingToTake')}</p>`
                    : html`<dl class="figures">
                        ${figure(t('dialogs.columnArticles'), formatNumber(estimate.articles))}
                        ${figure(t('dialogs.files'), formatNumber(estimate.files))}
                        ${figure(t('dialogs.about'), formatBytes(estimate.bytes))}
                      </dl>`
          }
          ${this.problem === null ? nothing : problemNote(this.problem, { retry: () => void this.#look() })}
        </div>
        <p class="note">${t('dialogs.takeAlongNote')}</p>
      </div>`,
      html`<button @click=${this.close}>${running ? t('dialogs.carryOn') : t('dialogs.close')}</button>
        <button
          class="primary"
          ?disabled=${running || estimate === null || estimate.articles === 0}
          @click=${this.#start}
        >
          ${t('dialogs.takeAlongStart')}
        </button>`,
    )
  }

  #choose = (event: Event): void => {
    const chosen = scopes().find(([scope]) => scopeKey(scope) === textOf(event))
    if (chosen === undefined) return
    this.scope = chosen[0]
    void this.#look()
  }

  #withAudio = (event: Event): void => {
    this.audio = tickedOf(event)
    void this.#look()
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked
    this.estimate = null
    this.done = null
    this.problem = null
    const result = await store.run(
      'articles.takeAlong',
      { scope: this.scope, audio: this.audio, estimateOnly: true },
      { quiet: true },
    )
    if (asked !== this.#asked) return
    if (result.ok) this.estimate = result.value
    else this.problem = result.problem
  }

  #start = async (): Promise<void> => {
    this.running = true
    this.problem = null
    const result = await store.run('articles.takeAlong', { scope: this.scope, audio: this.audio }, { quiet: true })
    this.running = false
    if (result.ok) {
      this.estimate = { articles: 0, files: 0, bytes: 0 }
      this.done = result.value
    } else {
      await this.#look()
      this.problem = result.problem.kind === 'cancelled' ? null : result.problem
    }
  }
}

const figure = (name: string, value: string): TemplateResult =>
  html`<div>
    <dt class="note">${name}</dt>
    <dd>${value}</dd>
  </div>`

/** What can be taken along: the list that is open first, then the wholes, then folders and feeds by name. */
function scopes(): [Scope, string][] {
  const { feeds, folders } = store.snapshot
  const compare = new Intl.Collator().compare
  const all: [Scope, string][] = [
    [{ kind: 'all' }, t('dialogs.scopeAll')],
    [{ kind: 'today' }, t('dialogs.scopeToday')],
    [{ kind: 'saved' }, t('dialogs.scopeSaved')],
    ...[...folders.values()]
      .map((folder): [Scope, string] => [
        { kind: 'folder', id: folder.id },
        t('dialogs.scopeFolder', { name: folder.title }),
      ])
      .sort((a, b) => compare(a[1], b[1])),
    ...[...feeds.values()]
      .map((feed): [Scope, string] => [{ kind: 'feed', id: feed.id }, feedName(feed)])
      .sort((a, b) => compare(a[1], b[1])),
  ]
  const { scope } = place
  if (scope.kind === 'search') return [[scope, t('dialogs.scopeSearch', { text: scope.text })], ...all]
  return scope.kind === 'account' || scope.kind === 'label' ? [[scope, scopeName(scope)], ...all] : all
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-take-along-dialog': TakeAlongDialog
  }
}
