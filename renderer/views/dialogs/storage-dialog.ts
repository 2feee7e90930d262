// <bs-storage-dialog>: what lies on the disk, for which feeds, and how to make room.
import { css, html, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { FeedId, Retention, StorageUse } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { feedName } from '../../state/folders.ts'
import { place } from '../../state/place.ts'
import { store, Watch } from '../../state/store.ts'
import { formatBytes, formatNumber, t } from '../../words/words.ts'
import './backups-list.ts'
import { DialogView } from './dialog-view.ts'
import { problemNote } from './problem-note.ts'
import './retention-fields.ts'
import type { RetentionFields } from './retention-fields.ts'
import { keepGeneralRetention } from './retention-keep.ts'
import { byColumn, type StorageColumn } from './storage-order.ts'

const ROWS = 200

@customElement('bs-storage-dialog')
export class StorageDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      :host {
        --dialog-width: 50rem;
      }
      .kinds {
        display: grid;
        grid-template-columns: minmax(6rem, auto) minmax(3rem, 1fr) auto;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        font-variant-numeric: lining-nums tabular-nums;
      }
      .kinds meter {
        inline-size: 100%;
        block-size: 0.5rem;
      }
      meter {
        appearance: none;
        border: 0;
        background: var(--rule);
        border-radius: 1rem;
        overflow: hidden;
      }
      meter::-webkit-meter-inner-element {
        block-size: 100%;
      }
      meter::-webkit-meter-bar {
        block-size: 100%;
        border: 0;
        border-radius: 1rem;
        background: var(--rule);
      }
      meter::-webkit-meter-optimum-value {
        background: var(--accent);
      }
      .total {
        font: 600 var(--size-7) / 1.1 var(--face-head);
        font-variant-numeric: lining-nums;
      }
      .table {
        max-block-size: 20rem;
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        padding: 0;
        background: var(--surface);
      }
      thead button {
        inline-size: 100%;
        border: 0;
        background: none;
        font-weight: 600;
        white-space: nowrap;
      }
      thead .number button {
        justify-content: flex-end;
      }
      thead th:first-child button {
        justify-content: flex-start;
      }
      td meter {
        display: block;
        inline-size: 100%;
        block-size: 0.25rem;
        margin-block-start: 0.25rem;
      }
      td:first-child {
        min-inline-size: 9rem;
      }
      .title {
        color: var(--ink);
        text-decoration: none;
      }
    `,
  ]

  @state() private use: StorageUse | null = null
  @state() private problem: Problem | null = null
  @state() private column: StorageColumn = 'total'
  @state() private falling = true
  @state() private shown = ROWS
  @state() private busy = false
  @query('bs-retention') private fields!: RetentionFields

  constructor() {
    super()
    new Watch(this, 'feeds', 'settings')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#look()
  }

  protected override render(): TemplateResult {
    const { use, problem } = this
    return this.frame(
      t('dialogs.storageHeading'),
      html`<div class="stack">
        ${problem === null ? nothing : problemNote(problem, { retry: () => void this.#look() })}
        ${
          use === null
            ? problem === null
              ? html`<p class="working" role="status"><bs-icon name="refresh"></bs-icon>${t('dialogs.counting')}</p>`
              : nothing
            : html`${this.#kinds(use)} ${this.#byFeed(use)}`
        }
        <section class="stack tight" aria-labelledby="room">
          <h3 id="room">${t('dialogs.makeRoom')}</h3>
          <p class="quiet">${t('dialogs.makeRoomNote')}</p>
          <bs-retention
            .value=${store.settings.retention}
            ?busy=${this.busy}
            @bs-keep=${(event: CustomEvent<Retention>) => void this.#keep(event.detail)}
          ></bs-retention>
        </section>
        <section class="stack tight" aria-labelledby="backups">
          <h3 id="backups">${t('dialogs.backupsHeading')}</h3>
          <bs-backups @bs-changed=${() => void this.#look()}></bs-backups>
        </section>
      </div>`,
    )
  }

  #kinds(use: StorageUse): TemplateResult {
    const kinds: [string, number][] = [
      [t('dialogs.kindText'), use.text],
      [t('dialogs.kindPictures'), use.pictures],
      [t('dialogs.kindAudio'), use.audio],
      [t('dialogs.kindOther'), use.other],
      [t('dialogs.kindBackups'), use.backups],
    ]
    const most = Math.max(1, ...kinds.map(([, bytes]) => bytes))
    return html`<div class="stack tight">
      <p><span class="total">${formatBytes(use.total)}</span></p>
      ${use.free === null ? nothing : html`<p class="quiet">${t('dialogs.freeSpace', { size: formatBytes(use.free) })}</p>`}
      <div class="kinds">
        ${kinds.map(
          ([name, bytes]) =>
            html`<span>${name}</span
              ><meter
                min="0"
                max=${most}
                .value=${bytes}
                aria-label=${name}
                aria-valuetext=${formatBytes(bytes)}
              ></meter
              ><span class="number">${formatBytes(bytes)}</span>`,
        )}
      </div>
    </div>`
  }

  #byFeed(use: StorageUse): TemplateResult {
    const rows = byColumn(use.feeds, this.column, this.falling, this.#nameOf)
    const most = Math.max(1, ...rows.map((row) => row.total))
    const columns: [StorageColumn, string][] = [
      ['name', t('dialogs.columnFeed')],
      ['articles', t('dialogs.columnArticles')],
      ['text', t('dialogs.kindText')],
      ['pictures', t('dialogs.kindPictures')],
      ['audio', t('dialogs.kindAudio')],
      ['total', t('dialogs.columnTotal')],
    ]
    return html`<section class="stack tight" aria-labelledby="feeds">
      <h3 id="feeds">${t('dialogs.byFeed')}</h3>
      <div class="table" tabindex="0" role="group" aria-labelledby="feeds">
        <table>
          <thead>
            <tr>
              ${columns.map(
                ([column, name]) =>
                  html`<th
                    scope="col"
                    class=${column === 'name' ? '' : 'number'}
                    aria-sort=${this.column !== column ? 'none' : this.falling ? 'descending' : 'ascending'}
                  >
                    <button @click=${() => this.#sort(column)}>
                      ${name}${this.column === column ? html`<bs-icon name=${this.falling ? 'arrowDown' : 'arrowUp'}></bs-icon>` : nothing}
                    </button>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.shown).map(
              (row) =>
                html`<tr>
                  <td dir="auto">
                    <button
                      class="link title wrap"
                      @click=${() => place.go({ dialog: { name: 'feed', argument: row.feedId } })}
                    >
                      ${row.name}
                    </button>
                    <meter min="0" max=${most} .value=${row.total} aria-hidden="true"></meter>
                  </td>
                  <td class="number">${formatNumber(row.articles)}</td>
                  <td class="number">${size(row.text)}</td>
                  <td class="number">${size(row.pictures)}</td>
                  <td class="number">${size(row.audio)}</td>
                  <td class="number">${formatBytes(row.total)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        rows.length > this.shown
          ? html`<div class="row end">
              <button @click=${() => (this.shown += 1000)}>
                ${t('dialogs.showMore', { n: rows.length - this.shown })}
              </button>
            </div>`
          : nothing
      }
    </section>`
  }

  #nameOf = (id: FeedId): string => {
    const feed = store.snapshot.feeds.get(id)
    return feed === undefined ? t('dialogs.formerFeed') : feedName(feed)
  }

  #sort(column: StorageColumn): void {
    this.falling = this.column === column ? !this.falling : column !== 'name'
    this.column = column
  }

  async #look(): Promise<void> {
    const result = await store.run('library.storage', {}, { quiet: true })
    this.use = result.ok ? result.value : this.use
    this.problem = result.ok ? null : result.problem
  }

  async #keep(retention: Retention): Promise<void> {
    this.busy = true
    await keepGeneralRetention(retention)
    this.busy = false
    this.fields.renew()
    await this.#look()
  }
}

const size = (bytes: number): string => (bytes === 0 ? '–' : formatBytes(bytes))

declare global {
  interface HTMLElementTagNameMap {
    'bs-storage-dialog': StorageDialog
  }
}
