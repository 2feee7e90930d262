// <bs-account-choice>: in which account a feed is followed, or on this computer alone; nothing where there is no account.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { AccountId } from '../../../main/contract/models.ts'
import { followable } from '../../state/accounts.ts'
import { Watch } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'

/** Fires `bs-choose` with the account's id, or null. */
@customElement('bs-account-choice')
export class AccountChoice extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ type: Number }) value: AccountId | null = null

  constructor() {
    super()
    new Watch(this, 'accounts')
  }

  protected override render(): TemplateResult | typeof nothing {
    const accounts = followable()
    if (accounts.length === 0) return nothing
    return html`<div class="field">
      <label for="home">${t('accounts.where')}</label>
      <select id="home" class="wide" aria-describedby="home-note" @change=${this.#choose}>
        <option value="" ?selected=${this.value === null}>${t('accounts.home')}</option>
        ${accounts.map(({ id, title }) => html`<option value=${id} ?selected=${this.value === id}>${title}</option>`)}
      </select>
      <p class="note" id="home-note">${t('accounts.whereNote')}</p>
    </div>`
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    this.value = value === '' ? null : Number(value)
    this.dispatchEvent(new CustomEvent('bs-choose', { detail: this.value }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-account-choice': AccountChoice
  }
}
