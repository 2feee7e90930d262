// <bs-first-start>: What a library without feeds offers.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-first-start')
export class FirstStart extends LitElement {
  protected override render(): TemplateResult {
    return html``
  }
}
