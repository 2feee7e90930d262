// <bs-settings-lists>: how articles are laid out, which are shown, and when one counts as read.
import { html, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Settings } from '../../../main/contract/models.ts'
import { t } from '../../words/words.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('bs-settings-lists')
export class SettingsLists extends SettingsPart {
  protected override render(): TemplateResult {
    const { settings } = this
    return html`<div class="stack">
      ${this.choice<Settings['layout']>(
        'layout',
        t('dialogs.layout'),
        settings.layout,
        [
          ['list', t('dialogs.layoutList')],
          ['cards', t('dialogs.layoutCards')],
          ['front', t('dialogs.layoutFront')],
        ],
        (layout) => this.change({ layout }),
      )}
      ${this.choice<Settings['show']>(
        'show',
        t('dialogs.show'),
        settings.show,
        [
          ['all', t('dialogs.showAll')],
          ['unread', t('dialogs.showUnread')],
        ],
        (show) => this.change({ show }),
      )}
      ${this.choice<Settings['order']>(
        'order',
        t('dialogs.order'),
        settings.order,
        [
          ['newest', t('dialogs.orderNewest')],
          ['oldest', t('dialogs.orderOldest')],
        ],
        (order) => this.change({ order }),
      )}
      ${this.tick('read', t('dialogs.markReadOnOpen'), settings.markReadOnOpen, (markReadOnOpen) => this.change({ markReadOnOpen }), t('dialogs.markReadNote'))}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-lists': SettingsLists
  }
}
