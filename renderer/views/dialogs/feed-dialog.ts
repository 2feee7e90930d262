// <bs-feed-dialog>: everything about one feed that can be known or changed.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { In } from '../../../main/contract/commands.ts'
import type { Feed, FeedId, FolderId, Retention, StorageUse } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { unfollow } from '../../state/actions-papers.ts'
import { announce } from '../../elements/live.ts'
import { can, fetcherOf, homeOf } from '../../state/accounts.ts'
import { feedName } from '../../state/folders.ts'
import { store, Watch } from '../../state/store.ts'
import { undoToast } from '../../state/undo.ts'
import { t } from '../../words/words.ts'
import { DialogView, textOf, tickedOf } from './dialog-view.ts'
import './feed-access.ts'
import { feedFacts } from './feed-facts.ts'
import './folder-choice.ts'
import { problemNote } from './problem-note.ts'
import './retention-fields.ts'
import type { RetentionFields } from './retention-fields.ts'
import { applyRetention } from './retention-keep.ts'
import { webAddress } from './typed-address.ts'

type Change = Omit<In<'feeds.change'>, 'id'>

@customElement('bs-feed-dialog')
export class FeedDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      :host {
        --dialog-width: 38rem;
      }
    `,
  ]

  @property({ type: Number }) feedId: FeedId = 0
  @state() private problem: Problem | null = null
  @state() private use: StorageUse['feeds'][number] | null = null
  @state() private ownRule = false
  @state() private busy = false
  @query('bs-retention') private retentionFields!: RetentionFields | null

  constructor() {
    super()
    new Watch(this, 'feeds', 'counts', 'settings')
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('feedId')) this.ownRule = this.#feed?.retention != null
  }

  protected override firstUpdated(): void {
    void this.focusOn('#title')
    void store.run('library.storage', {}, { quiet: true }).then((result) => {
      if (result.ok) this.use = result.value.feeds.find((each) => each.feedId === this.feedId) ?? null
    })
  }

  get #feed(): Feed | undefined {
    return store.snapshot.feeds.get(this.feedId)
  }

  protected override render(): TemplateResult {
    const feed = this.#feed
    if (feed === undefined)
      return this.frame(t('dialogs.feedHeading'), problemNote({ kind: 'notFound', noun: 'feed', id: this.feedId }))
    return this.frame(
      feedName(feed),
      html`<div class="stack">
        ${
          feed.fetch.problem === null
            ? nothing
            : problemNote(feed.fetch.problem, {
                feedId: feed.id,
                retry: () => void store.run('feeds.refresh', { ids: [feed.id], force: true }),
                changeAddress: () => void this.focusOn('#url'),
                signIn: () => void this.focusOn('bs-feed-access'),
              })
        }
        ${this.#names(feed)} ${this.#offline(feed)} ${this.#keeping(feed)}
        ${fetcherOf(feed) === null ? html`<section class="stack tight"><bs-feed-access .feed=${feed}></bs-feed-access></section>` : nothing}
        <section class="stack tight" aria-labelledby="facts">
          <h3 id="facts">${t('dialogs.factsHeading')}</h3>
          <dl class="facts">
            ${feedFacts(feed, this.use).map(
              ([name, value]) =>
                html`<dt>${name}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
        </section>
      </div>`,
      html`${can(feed, 'unfollow') ? html`<button class="danger away" @click=${this.#unfollow}>${t('dialogs.unfollow')}</button>` : nothing}
        <button class="primary" @click=${this.close}>${t('dialogs.done')}</button>`,
    )
  }

  #names(feed: Feed): TemplateResult {
    return html`<div class="stack">
      <div class="field">
        <label for="title">${t('dialogs.ownTitle')}</label>
        <input
          id="title"
          class="wide"
          dir="auto"
          maxlength="300"
          ?readonly=${!can(feed, 'renameFeed')}
          placeholder=${feed.title || feed.url}
          .value=${feed.ownTitle ?? ''}
          aria-describedby="title-note"
          @change=${(event: Event) => void this.#change({ ownTitle: textOf(event).trim() || null })}
        />
        <p class="note" id="title-note">${t('dialogs.ownTitleNote', { title: feed.title || feed.url })}</p>
      </div>
      <div class="field">
        <label for="url">${t('dialogs.feedAddress')}</label>
        <input
          id="url"
          class="wide"
          dir="ltr"
          inputmode="url"
          spellcheck="false"
          maxlength="4000"
          .value=${feed.url}
          ?readonly=${fetcherOf(feed) !== null}
          aria-invalid=${this.problem === null ? 'false' : 'true'}
          aria-describedby=${this.problem === null ? nothing : 'url-problem'}
          @change=${this.#changeUrl}
        />
        ${this.problem === null ? nothing : problemNote(this.problem, { id: 'url-problem' })}
      </div>
      ${
        can(feed, 'moveFeed')
          ? html`<bs-folder-choice
              .value=${feed.folderId}
              .accountId=${homeOf(feed)?.id ?? null}
              existing
              @bs-choose=${(event: CustomEvent<FolderId | null>) => void this.#move(event.detail)}
            ></bs-folder-choice>`
          : nothing
      }
    </div>`
  }

  #offline(feed: Feed): TemplateResult {
    const rules = [
      [
        'auto',
        t('dialogs.fullTextAuto'),
        feed.fullText !== 'auto'
          ? ''
          : feed.fetchesPages
            ? t('dialogs.fullTextDecidedYes')
            : t('dialogs.fullTextDecidedNo'),
      ],
      ['always', t('dialogs.fullTextAlways'), ''],
      ['never', t('dialogs.fullTextNever'), ''],
    ] as const
    return html`<section class="stack" aria-labelledby="offline">
      <h3 id="offline">${t('dialogs.offlineHeading')}</h3>
      <fieldset class="stack tight">
        <legend>${t('dialogs.fullText')}</legend>
        ${rules.map(
          ([rule, label, note]) =>
            html`<div class="check">
              <input
                type="radio"
                name="fulltext"
                id="text-${rule}"
                .checked=${feed.fullText === rule}
                @change=${() => void this.#change({ fullText: rule })}
              />
              <label for="text-${rule}">${label}</label>
              ${note === '' ? nothing : html`<p class="note">${note}</p>`}
            </div>`,
        )}
      </fieldset>
      ${this.#tick('audio', t('dialogs.keepAudio'), feed.keepAudio, (keepAudio) => ({ keepAudio }))}
      ${
        fetcherOf(feed) === null
          ? this.#tick('paused', t('dialogs.pause'), feed.paused, (paused) => ({ paused }), t('dialogs.pauseNote'))
          : nothing
      }
    </section>`
  }

  #tick(id: string, label: string, now: boolean, change: (on: boolean) => Change, note = ''): TemplateResult {
    return html`<div class="check">
      <input
        type="checkbox"
        id=${id}
        .checked=${now}
        aria-describedby=${note ? `${id}-note` : nothing}
        @change=${(event: Event) => void this.#change(change(tickedOf(event)))}
      />
      <label for=${id}>${label}</label>
      ${note ? html`<p class="note" id="${id}-note">${note}</p>` : nothing}
    </div>`
  }

  #keeping(feed: Feed): TemplateResult {
    return html`<section class="stack" aria-labelledby="keeping">
      <h3 id="keeping">${t('dialogs.sectionKeeping')}</h3>
      <div class="stack tight">
        <div class="check">
          <input
            type="radio"
            name="rule"
            id="rule-general"
            .checked=${!this.ownRule}
            @change=${() => this.#generalRule(feed)}
          />
          <label for="rule-general">${t('dialogs.ruleGeneral')}</label>
        </div>
        <div class="check">
          <input
            type="radio"
            name="rule"
            id="rule-own"
            .checked=${this.ownRule}
            @change=${() => (this.ownRule = true)}
          />
          <label for="rule-own">${t('dialogs.ruleOwn')}</label>
        </div>
      </div>
      ${
        this.ownRule
          ? html`<bs-retention
              .feedId=${feed.id}
              .value=${feed.retention ?? { ...store.settings.retention, megabytes: null }}
              ?busy=${this.busy}
              @bs-keep=${(event: CustomEvent<Retention>) => void this.#keep(event.detail)}
            ></bs-retention>`
          : nothing
      }
    </section>`
  }

  async #change(change: Change): Promise<boolean> {
    const result = await store.run('feeds.change', { id: this.feedId, ...change }, { quiet: change.url !== undefined })
    if (change.url !== undefined) this.problem = result.ok ? null : result.problem
    if (result.ok) announce(t('dialogs.kept'))
    return result.ok
  }

  #changeUrl = async (event: Event): Promise<void> => {
    const typed = textOf(event)
    const url = webAddress(typed)
    if (url === null) this.problem = { kind: 'badAddress', text: typed }
    else if (await this.#change({ url })) void store.run('feeds.refresh', { ids: [this.feedId], force: true })
  }

  async #move(to: FolderId | null): Promise<void> {
    const { feeds, folders } = store.snapshot
    const feed = this.#feed
    const home = feed === undefined ? null : homeOf(feed)
    const after =
      [...feeds.values()].filter((feed) => feed.folderId === to && homeOf(feed) === home).length +
      [...folders.values()].filter((folder) => folder.parentId === to && homeOf(folder) === home).length
    const result = await store.run('feeds.move', { feeds: [this.feedId], folders: [], to, place: after })
    if (!result.ok || feed === undefined) return
    const name = feedName(feed)
    const folder = to === null ? undefined : folders.get(to)
    undoToast(
      folder === undefined ? t('shell.moved', { name }) : t('shell.movedInto', { name, folder: folder.title }),
      result.value.undo,
    )
  }

  async #generalRule(feed: Feed): Promise<void> {
    this.ownRule = false
    if (feed.retention !== null) await this.#change({ retention: null })
  }

  async #keep(retention: Retention): Promise<void> {
    this.busy = true
    if (await this.#change({ retention })) await applyRetention()
    this.busy = false
    this.retentionFields?.renew()
  }

  #unfollow = async (): Promise<void> => {
    const id = this.feedId
    this.close()
    await unfollow(id)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-feed-dialog': FeedDialog
  }
}
