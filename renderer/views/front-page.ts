// <bs-front-page>: The newspaper page of what has arrived.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-front-page')
export class FrontPage extends LitElement {
  protected override render(): TemplateResult {
    return html``
  }
}
