// <bs-article>: The article that is open.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-article')
export class ArticleView extends LitElement {
  protected override render(): TemplateResult {
    return html``
  }
}
