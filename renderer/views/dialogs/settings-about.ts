// <bs-settings-about>: which Broadsheet this is, whose it is, and how secrets are kept.
import { css, html, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { store } from '../../state/store.ts'
import { t } from '../../words/words.ts'
import { keychainWords } from './secret-fields.ts'
import { SettingsPart } from './settings-part.ts'

@customElement('bs-settings-about')
export class SettingsAbout extends SettingsPart {
  static override styles = [
    ...(SettingsPart.styles as []),
    css`
      .name {
        font: 650 var(--size-7) / 1.1 var(--face-head);
      }
    `,
  ]

  protected override render(): TemplateResult {
    const { snapshot } = store
    return html`<div class="stack">
      <div>
        <p class="name">Broadsheet</p>
        <p class="lead">${t('dialogs.motto')}</p>
      </div>
      <dl class="facts">
        <dt>${t('dialogs.version')}</dt>
        <dd>${snapshot.version}</dd>
        <dt>${t('dialogs.runsIn')}</dt>
        <dd>${snapshot.host.name === 'electron' ? t('dialogs.hostElectron') : t('dialogs.hostBrowser')}</dd>
        <dt>${t('dialogs.library')}</dt>
        <dd>${t('dialogs.libraryFacts', { feeds: snapshot.feeds.size, n: snapshot.counts.total })}</dd>
        <dt>${t('dialogs.secrets')}</dt>
        <dd>${keychainWords()}</dd>
        <dt>${t('dialogs.licence')}</dt>
        <dd>${t('dialogs.licenceText')}</dd>
      </dl>
      <p class="note">${t('dialogs.privacy')}</p>
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-about': SettingsAbout
  }
}
