// <bs-secret-fields>: how a private feed is opened; what is typed here goes to the keychain and never comes back.
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Secret } from '../../../main/contract/commands.ts'
import { store } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'

@customElement('bs-secret-fields')
export class SecretFields extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: var(--space-3);
      }
    `,
  ]

  @state() private kind: Secret['kind'] = 'basic'

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="field">
        <label for="kind">${t('dialogs.accessKind')}</label>
        <select
          id="kind"
          @change=${(event: Event) => (this.kind = readKind((event.target as HTMLSelectElement).value))}
        >
          <option value="basic">${t('dialogs.accessBasic')}</option>
          <option value="bearer">${t('dialogs.accessBearer')}</option>
          <option value="cookie">${t('dialogs.accessCookie')}</option>
        </select>
      </div>
      ${this.#fields()}
      <p class="note">${keychainWords()}</p>
    </div>`
  }

  #fields(): TemplateResult {
    if (this.kind === 'basic')
      return html`<div class="pair">
        <div class="field">
          <label for="user">${t('dialogs.user')}</label>
          <input id="user" class="wide" autocomplete="off" autocapitalize="off" spellcheck="false" />
        </div>
        <div class="field">
          <label for="password">${t('dialogs.password')}</label>
          <input id="password" class="wide" type="password" autocomplete="off" />
        </div>
      </div>`
    if (this.kind === 'bearer')
      return html`<div class="field">
        <label for="token">${t('dialogs.token')}</label>
        <input id="token" class="wide" type="password" autocomplete="off" />
      </div>`
    return html`<div class="field">
      <label for="cookie">${t('dialogs.cookie')}</label>
      <textarea
        id="cookie"
        class="wide"
        rows="2"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="cookie-note"
      ></textarea>
      <p class="note" id="cookie-note">${t('dialogs.cookieNote')}</p>
    </div>`
  }

  /** null: nothing has been typed. */
  get secret(): Secret | null {
    const read = (id: string): string =>
      this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)?.value ?? ''
    switch (this.kind) {
      case 'basic':
        return read('user') || read('password')
          ? { kind: 'basic', user: read('user'), password: read('password') }
          : null
      case 'bearer':
        return read('token').trim() ? { kind: 'bearer', token: read('token').trim() } : null
      case 'cookie':
        return read('cookie').trim() ? { kind: 'cookie', cookie: read('cookie').trim() } : null
    }
  }

  clear(): void {
    for (const field of this.renderRoot.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
      field.value = ''
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('input, textarea')?.focus()
  }
}

const readKind = (value: string): Secret['kind'] => (value === 'bearer' || value === 'cookie' ? value : 'basic')

/** Where secrets are kept here, honestly. */
export function keychainWords(): string {
  switch (store.snapshot.host.keychain) {
    case 'system':
      return t('dialogs.keychainSystem')
    case 'session':
      return t('dialogs.keychainSession')
    case 'file':
      return t('dialogs.keychainFile')
    case 'none':
      return t('dialogs.keychainNone')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-secret-fields': SecretFields
  }
}
