// <bs-icon name="…">: one drawing, as large as the text around it.
import { css, LitElement, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { icon, type IconName } from './icons.ts'

@customElement('bs-icon')
export class IconElement extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      vertical-align: -0.2em;
    }
    svg {
      inline-size: 1.2em;
      block-size: 1.2em;
      stroke-width: 1.75;
    }
  `

  @property() name: IconName = 'front'

  protected override render(): TemplateResult {
    return icon(this.name)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-icon': IconElement
  }
}
