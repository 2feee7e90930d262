// <bs-candidates>: the feeds an address offers, to tick those one wants.
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FeedCandidate } from '../../../main/contract/models.ts'
import { store } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'
import { tickedOf } from './dialog-view.ts'

@customElement('bs-candidates')
export class Candidates extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
      li {
        padding-block: var(--space-3);
        border-block-start: 1px solid var(--rule);
      }
      li:last-child {
        border-block-end: 1px solid var(--rule);
      }
      legend {
        margin-block-end: var(--space-2);
      }
      .title {
        font: 600 var(--size-4) / 1.3 var(--face-head);
      }
      .sample {
        grid-column: 2;
        margin-block-start: var(--space-1);
        font: var(--size-3) / 1.45 var(--face-text);
        color: var(--ink-2);
      }
      .sample li {
        padding: 0;
        border: 0;
      }
    `,
  ]

  @property({ attribute: false }) candidates: FeedCandidate[] = []
  @state() private ticked = new Set<string>()

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('candidates')) return
    const first = this.candidates.find((each) => !isFollowed(each))
    this.ticked = new Set(first ? [first.url] : [])
  }

  protected override render(): TemplateResult {
    return html`<fieldset>
      <legend>${t('dialogs.foundSeveral', { n: this.candidates.length })}</legend>
      <ul>
        ${this.candidates.map((each, at) => this.#one(each, at))}
      </ul>
    </fieldset>`
  }

  #one(each: FeedCandidate, at: number): TemplateResult {
    const followed = isFollowed(each)
    return html`<li class="check">
      <input
        id="c${at}"
        type="checkbox"
        ?disabled=${followed}
        .checked=${followed || this.ticked.has(each.url)}
        aria-describedby="n${at}"
        @change=${(event: Event) => this.#tick(each.url, tickedOf(event))}
      />
      <label for="c${at}" class="title wrap">${each.title ?? each.url}</label>
      <p class="note wrap" id="n${at}">
        ${[followed ? t('dialogs.followedAlready') : null, kindWords(each.kind), each.url].filter((part) => part !== null).join(' · ')}
      </p>
      ${
        each.sample.length === 0
          ? nothing
          : html`<ul class="sample" dir="auto" aria-label=${t('dialogs.latestHeadlines')}>
              ${each.sample.slice(0, 3).map((headline) => html`<li class="one-line" dir="auto">${headline}</li>`)}
            </ul>`
      }
    </li>`
  }

  get chosen(): FeedCandidate[] {
    return this.candidates.filter((each) => this.ticked.has(each.url))
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input:not(:disabled)')?.focus()
  }

  #tick(url: string, on: boolean): void {
    const ticked = new Set(this.ticked)
    if (on) ticked.add(url)
    else ticked.delete(url)
    this.ticked = ticked
  }
}

const isFollowed = ({ url }: FeedCandidate): boolean =>
  [...store.snapshot.feeds.values()].some((feed) => feed.url === url)

/** Names of formats are names: the same in every language. */
const kindWords = (kind: FeedCandidate['kind']): string | null =>
  kind === null ? null : { rss: 'RSS', atom: 'Atom', rdf: 'RDF', json: 'JSON Feed', cdf: 'CDF' }[kind]

declare global {
  interface HTMLElementTagNameMap {
    'bs-candidates': Candidates
  }
}
