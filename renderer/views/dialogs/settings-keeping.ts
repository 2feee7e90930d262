// <bs-settings-keeping>: what goes by itself in all feeds that have no rule of their own.
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Retention } from '../../../main/contract/models.ts'
import { place } from '../../state/place.ts'
import { store } from '../../state/store.ts'
import { t } from '../../words/words.ts'
import './retention-fields.ts'
import type { RetentionFields } from './retention-fields.ts'
import { keepGeneralRetention } from './retention-keep.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('bs-settings-keeping')
export class SettingsKeeping extends SettingsPart {
  @state() private busy = false
  @query('bs-retention') private fields!: RetentionFields

  protected override render(): TemplateResult {
    const own = [...store.snapshot.feeds.values()].filter((feed) => feed.retention !== null).length
    return html`<div class="stack">
      <p class="quiet">${t('dialogs.keepingNote')} ${own > 0 ? t('dialogs.ownRules', { n: own }) : nothing}</p>
      <bs-retention .value=${this.settings.retention} ?busy=${this.busy} @bs-keep=${this.#keep}></bs-retention>
      <section class="row between">
        <p class="quiet grow">${t('dialogs.storageNote')}</p>
        <button @click=${() => place.go({ dialog: { name: 'storage' } })}>${t('dialogs.openStorage')}</button>
      </section>
    </div>`
  }

  #keep = async (event: CustomEvent<Retention>): Promise<void> => {
    this.busy = true
    await keepGeneralRetention(event.detail)
    this.busy = false
    this.fields.renew()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-keeping': SettingsKeeping
  }
}
