// <bs-backups-dialog>: the backups by themselves, for whoever comes looking for them.
import { html, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../words/words.ts'
import './backups-list.ts'
import { DialogView } from './dialog-view.ts'

@customElement('bs-backups-dialog')
export class BackupsDialog extends DialogView {
  protected override render(): TemplateResult {
    return this.frame(t('dialogs.backupsHeading'), html`<bs-backups></bs-backups>`)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-backups-dialog': BackupsDialog
  }
}
