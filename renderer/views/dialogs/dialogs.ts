// <bs-dialogs>: Whichever dialog place names.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-dialogs')
export class DialogsView extends LitElement {
  protected override render(): TemplateResult {
    return html``
  }
}
