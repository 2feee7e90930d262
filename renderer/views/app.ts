// <bs-app>: the whole window.
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { prepareLive } from '../elements/live.ts'
import '../elements/toast.ts'
import { Watch } from '../state/store.ts'
import '../state/list.ts'
import { shared } from '../styles/shared.ts'
import './article.ts'
import './cards.ts'
import './dialogs/dialogs.ts'
import './first-start.ts'
import './front-page.ts'

@customElement('bs-app')
export class AppElement extends LitElement {
  static override styles = [shared, css``]

  constructor() {
    super()
    new Watch(this, 'place', 'settings')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    prepareLive()
  }

  protected override render(): TemplateResult {
    return html`<bs-article></bs-article><bs-dialogs></bs-dialogs><bs-toasts></bs-toasts>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-app': AppElement
  }
}
