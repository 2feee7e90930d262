// What every dialog of the window has in common: its frame, its looks, and that closing it changes the place.
import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit'
import { query } from 'lit/decorators.js'
import '../../elements/dialog.ts'
import '../../elements/icon.ts'
import type { DialogElement } from '../../elements/dialog.ts'
import { place } from '../../state/place.ts'
import { shared } from '../../styles/shared.ts'
import { dialogStyles } from './dialog-styles.ts'

export abstract class DialogView extends LitElement {
  static override styles: CSSResultGroup = [shared, dialogStyles]

  @query('bs-dialog') private framed!: DialogElement

  protected frame(heading: string, body: unknown, footer: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<bs-dialog open .heading=${heading} @bs-close=${this.close}>
      ${body}${footer === nothing ? nothing : html`<div slot="footer" class="row end wide">${footer}</div>`}
    </bs-dialog>`
  }

  protected readonly close = (): void => place.go({ dialog: null })

  /** Puts the focus on something of this dialog once it is open. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete
    await this.framed.updateComplete
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus()
  }
}

/** The text of the field an event came from. */
export const textOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value
export const tickedOf = (event: Event): boolean => (event.target as HTMLInputElement).checked
