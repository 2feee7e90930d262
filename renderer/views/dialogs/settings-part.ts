// What the sections of the settings share: they follow the settings, and change them at once.
import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import type { Settings } from '../../../main/contract/models.ts'
import { store, Watch } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import { textOf, tickedOf } from './dialog-view.ts'

export abstract class SettingsPart extends LitElement {
  static override styles: CSSResultGroup = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  constructor() {
    super()
    new Watch(this, 'settings')
  }

  protected get settings(): Settings {
    return store.settings
  }

  protected change(settings: Partial<Settings>): void {
    void store.run('settings.change', { settings })
  }

  /** One of a few, as buttons side by side. */
  protected choice<T extends string>(
    name: string,
    label: string,
    now: T,
    options: readonly (readonly [T, string])[],
    choose: (value: T) => void,
  ): TemplateResult {
    return html`<fieldset class="field">
      <legend>${label}</legend>
      <div class="segments">
        ${options.map(
          ([value, words]) =>
            html`<label class="segment">
              <input
                type="radio"
                name=${name}
                value=${value}
                .checked=${now === value}
                @change=${() => choose(value)}
              />
              <span>${words}</span>
            </label>`,
        )}
      </div>
    </fieldset>`
  }

  protected tick(id: string, label: string, now: boolean, set: (on: boolean) => void, note?: string): TemplateResult {
    return html`<div class="check">
      <input
        type="checkbox"
        id=${id}
        .checked=${now}
        aria-describedby=${note ? `${id}-note` : nothing}
        @change=${(event: Event) => set(tickedOf(event))}
      />
      <label for=${id}>${label}</label>
      ${note ? html`<p class="note" id="${id}-note">${note}</p>` : nothing}
    </div>`
  }

  protected select<T extends string>(
    id: string,
    label: string,
    now: T,
    options: readonly (readonly [T, string])[],
    choose: (value: T) => void,
    note?: string,
  ): TemplateResult {
    const known = options.find(([value]) => value === now) === undefined ? [[now, now] as const, ...options] : options
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        aria-describedby=${note ? `${id}-note` : nothing}
        @change=${(event: Event) => {
          const chosen = known.find(([value]) => value === textOf(event))
          if (chosen !== undefined) choose(chosen[0])
        }}
      >
        ${known.map(([value, words]) => html`<option value=${value} ?selected=${value === now}>${words}</option>`)}
      </select>
      ${note ? html`<p class="note" id="${id}-note">${note}</p>` : nothing}
    </div>`
  }
}
