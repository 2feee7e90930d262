// <bs-first-start>: the first page of a paper that has no papers yet: four ways to begin.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { announce } from '../elements/live.ts'
import '../elements/icon.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { formatDate, t } from '../words/words.ts'
import { handOver } from './dialogs/handed-file.ts'

@customElement('bs-first-start')
export class FirstStart extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .desk {
        display: grid;
        justify-items: center;
        align-content: safe center;
        block-size: 100dvh;
        overflow: auto;
        padding: var(--space-5) var(--space-4);
        background: var(--paper);
      }
      .page {
        inline-size: min(50rem, 100%);
      }
      .dateline {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--space-4);
        padding-block: var(--space-2);
        border-block: 1px solid var(--rule);
        font-size: var(--size-2);
        color: var(--ink-2);
      }
      h1 {
        padding-block: var(--space-6) var(--space-4);
        font: 700 clamp(2.75rem, 10vw, 5.25rem) / 1 var(--face-head);
        letter-spacing: -0.025em;
        text-align: center;
      }
      .rule {
        border-block: 3px double var(--ink);
        border-block-end: 0;
      }
      .lead {
        max-inline-size: 34rem;
        margin: var(--space-6) auto;
        font: 1.25rem / 1.5 var(--face-text);
        text-align: center;
        text-wrap: balance;
      }
      form {
        display: grid;
        gap: var(--space-2);
        max-inline-size: 34rem;
        margin-inline: auto;
      }
      form label {
        font: 600 var(--size-5) / 1.3 var(--face-head);
      }
      .address {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .address input {
        flex: 1 1 14rem;
        min-inline-size: 0;
        min-block-size: 2.75rem;
        padding-inline: 0.9rem;
        font-size: var(--size-4);
      }
      .address button {
        flex: 0 0 auto;
        min-block-size: 2.75rem;
        padding-inline: 1.4rem;
        font-size: var(--size-4);
      }
      .others {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
        gap: 0 var(--space-6);
        margin-block-start: var(--space-7);
        border-block-start: 1px solid var(--rule);
      }
      .others > section {
        display: grid;
        justify-items: start;
        align-content: start;
        gap: var(--space-2);
        padding-block: var(--space-4);
      }
      h2 {
        font: 600 var(--size-5) / 1.3 var(--face-head);
      }
      .others p {
        color: var(--ink-2);
        font: var(--size-4) / 1.5 var(--face-text);
      }
      .others button {
        margin-block-start: var(--space-1);
      }
      .colophon {
        margin-block-start: var(--space-5);
        padding-block-start: var(--space-3);
        border-block-start: 1px solid var(--rule);
        text-align: center;
      }
    `,
  ]

  @state() private opening = false

  constructor() {
    super()
    new Watch(this, 'settings')
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#address')?.focus()
  }

  protected override render(): TemplateResult {
    return html`<div class="desk">
      <div class="page">
        <div class="dateline">
          <span>${formatDate(Date.now(), { dateStyle: 'full' })}</span><span>${t('dialogs.firstIssue')}</span>
        </div>
        <h1>Broadsheet</h1>
        <div class="rule"></div>
        <p class="lead">${t('dialogs.firstLead')}</p>
        <form @submit=${this.#follow} novalidate>
          <label for="address">${t('dialogs.firstFollow')}</label>
          <div class="address">
            <input
              id="address"
              name="address"
              inputmode="url"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              maxlength="4000"
              placeholder="newspaper.example"
              aria-describedby="note"
            />
            <button class="primary" type="submit">${t('dialogs.follow')}</button>
          </div>
          <p class="note" id="note">${t('dialogs.addressNote')}</p>
        </form>
        <div class="others">
          <section aria-labelledby="opml">
            <h2 id="opml">${t('dialogs.firstOpml')}</h2>
            <p>${t('dialogs.firstOpmlNote')}</p>
            <button @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}>
              <bs-icon name="upload"></bs-icon>${t('dialogs.chooseFile')}
            </button>
            <input
              id="file"
              type="file"
              hidden
              aria-label=${t('dialogs.chooseFile')}
              accept=".opml,.xml,text/x-opml,text/xml,application/xml"
              @change=${this.#chosen}
            />
          </section>
          <section aria-labelledby="account">
            <h2 id="account">${t('accounts.firstAccount')}</h2>
            <p>${t('accounts.firstAccountNote')}</p>
            <button @click=${() => place.go({ dialog: { name: 'account' } })}>
              <bs-icon name="signIn"></bs-icon>${t('accounts.add')}
            </button>
          </section>
          <section aria-labelledby="sample">
            <h2 id="sample">${t('dialogs.firstSample')}</h2>
            <p>${t('dialogs.firstSampleNote')}</p>
            <button ?disabled=${this.opening} @click=${this.#sample}>
              <bs-icon name="front"></bs-icon>${t('dialogs.firstSampleOpen')}
            </button>
          </section>
        </div>
        <p class="colophon note">${t('dialogs.privacy')}</p>
        ${this.opening ? html`<p class="hidden-text" role="status">${t('dialogs.firstSampleOpening')}</p>` : nothing}
      </div>
    </div>`
  }

  #follow = (event: Event): void => {
    event.preventDefault()
    const input = this.renderRoot.querySelector<HTMLInputElement>('#address')
    if (input === null) return
    if (input.value.trim() === '') input.focus()
    else place.go({ dialog: { name: 'add', argument: input.value } })
  }

  #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement
    const file = input.files?.[0]
    if (file === undefined) return
    handOver(file)
    input.value = ''
    place.go({ dialog: { name: 'opml' } })
  }

  #sample = async (): Promise<void> => {
    this.opening = true
    const result = await store.run('library.sample', {})
    this.opening = false
    if (!result.ok) return
    await store.run('settings.change', { settings: { layout: 'front' } })
    place.go({ scope: { kind: 'all' }, articleId: null, dialog: null })
    announce(t('dialogs.firstSampleThere', { n: result.value.added }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-first-start': FirstStart
  }
}
