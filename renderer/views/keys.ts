// <bs-keys>: every action with its keys, as `?` shows them.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import '../elements/dialog.ts'
import { actions, groupWords, keysOf, type Action, type ActionGroup } from '../state/actions.ts'
import { onMac } from '../state/keyboard.ts'
import { showKeys } from '../state/keys.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'

@customElement('bs-keys')
export class KeysElement extends LitElement {
  static override styles = [
    shared,
    css`
      bs-dialog {
        --dialog-width: 62rem;
      }
      .groups {
        columns: 26rem;
        column-gap: var(--space-6);
      }
      section {
        break-inside: avoid;
        margin-block-end: var(--space-5);
      }
      h3 {
        padding-block-end: 0.3rem;
        border-block-end: 1px solid var(--rule-strong);
        font: 600 var(--size-4) / 1.3 var(--face-head);
      }
      dl > div {
        display: flex;
        justify-content: space-between;
        gap: var(--space-4);
        padding-block: 0.32rem;
        border-block-end: 1px solid var(--rule);
      }
      dd {
        flex: none;
        display: flex;
        align-items: center;
        gap: 0.25rem;
        color: var(--ink-3);
      }
      .note {
        margin-block-end: var(--space-4);
        color: var(--ink-2);
      }
    `,
  ]

  constructor() {
    super()
    new Watch(this, 'place', 'settings')
  }

  protected override render(): TemplateResult {
    const groups = Object.keys(groupWords) as ActionGroup[]
    return html`<bs-dialog
      plain
      ?open=${place.dialog?.name === 'keys'}
      heading=${t('shell.keysHeading')}
      @bs-close=${() => place.go({ dialog: null })}
    >
      <p class="note">${t('shell.keysNote')}</p>
      <div class="groups">${groups.map((group) => this.#group(group))}</div>
      <button slot="footer" @click=${() => place.go({ dialog: { name: 'settings', argument: 'keys' } })}>
        ${t('shell.keysChange')}
      </button>
    </bs-dialog>`
  }

  #group(group: ActionGroup): TemplateResult | typeof nothing {
    const shown = actions.filter((action) => action.group === group && keysOf(action, store.settings.keys) !== '')
    if (shown.length === 0) return nothing
    return html`<section>
      <h3>${t(groupWords[group])}</h3>
      <dl>
        ${shown.map(
          (action) =>
            html`<div>
              <dt>${t(action.words)}</dt>
              <dd>${keyCaps(action)}</dd>
            </div>`,
        )}
      </dl>
    </section>`
  }
}

export function keyCaps(action: Action): TemplateResult[] {
  const names = {
    Ctrl: t('shell.keyCtrl'),
    Shift: t('shell.keyShift'),
    Alt: t('shell.keyAlt'),
    Space: t('shell.keySpace'),
  }
  return showKeys(keysOf(action, store.settings.keys), onMac(), names).map(
    (stroke, at) =>
      html`${at > 0 ? html`<span class="then">${t('shell.keyThen')}</span>` : nothing}${stroke.map((key) => html`<kbd>${key}</kbd>`)}`,
  )
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-keys': KeysElement
  }
}
