// <bs-cards>: Articles as cards.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-cards')
export class CardsView extends LitElement {
  protected override render(): TemplateResult {
    return html``
  }
}
