// <bs-folder-choice>: which folder something goes into, or a new one that is made when it is needed.
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { AccountId, FolderId } from '../../../main/contract/models.ts'
import { ok, type Result } from '../../../main/contract/problems.ts'
import { homeOf } from '../../state/accounts.ts'
import { shelve, type Node } from '../../state/folders.ts'
import { store, Watch } from '../../state/store.ts'
import { shared } from '../../styles/shared.ts'
import { t } from '../../words/words.ts'
import { dialogStyles } from './dialog-styles.ts'

/** Fires `bs-choose` when another folder than before is chosen, with the id; a new folder only through `take()`. */
@customElement('bs-folder-choice')
export class FolderChoice extends LitElement {
  static override styles = [
    shared,
    dialogStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]

  @property({ type: Number }) value: FolderId | null = null
  /** Without "New folder…". */
  @property({ type: Boolean }) existing = false
  /** Whose folders; null: those of this computer. */
  @property({ attribute: false }) accountId: AccountId | null = null
  @state() private making = false
  @state() private typed = ''

  constructor() {
    super()
    new Watch(this, 'feeds')
  }

  protected override render(): TemplateResult {
    return html`<div class="field">
      <label for="folder">${t('dialogs.folder')}</label>
      <div class="row wide">
        <select id="folder" class="grow" @change=${this.#choose}>
          <option value="" ?selected=${!this.making && this.value === null}>${t('dialogs.noFolder')}</option>
          ${folderLines(this.accountId).map(
            ({ id, title, depth }) =>
              html`<option value=${id} ?selected=${!this.making && this.value === id}>
                ${'\u2003'.repeat(depth)}${title}
              </option>`,
          )}
          ${this.existing ? nothing : html`<option value="new" ?selected=${this.making}>${t('dialogs.newFolder')}</option>`}
        </select>
        ${
          this.making
            ? html`<input
                class="grow"
                aria-label=${t('dialogs.newFolderName')}
                placeholder=${t('dialogs.newFolderName')}
                maxlength="200"
                .value=${this.typed}
                @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
              />`
            : nothing
        }
      </div>
    </div>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const folder = this.value === null ? undefined : store.snapshot.folders.get(this.value)
    // A folder of another account is none here.
    if (changed.has('accountId') && folder !== undefined && (homeOf(folder)?.id ?? null) !== this.accountId)
      this.value = null
  }

  protected override updated(changed: PropertyValues<this>): void {
    if ((changed as Map<string, unknown>).get('making') === false && this.making)
      this.renderRoot.querySelector('input')?.focus()
  }

  /** The chosen folder; a new one is made now. */
  async take(): Promise<Result<FolderId | null>> {
    const title = this.typed.trim()
    if (!this.making || title === '') return ok(this.making ? null : this.value)
    const same = [...store.snapshot.folders.values()].find(
      (folder) => folder.parentId === null && folder.title === title && (homeOf(folder)?.id ?? null) === this.accountId,
    )
    if (same !== undefined) return ok(same.id)
    const made = await store.run('folders.add', { title, parentId: null, accountId: this.accountId }, { quiet: true })
    if (!made.ok) return made
    this.making = false
    this.value = made.value.id
    return ok(made.value.id)
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    this.making = value === 'new'
    if (this.making) return
    this.value = value === '' ? null : Number(value)
    this.dispatchEvent(new CustomEvent('bs-choose', { detail: this.value }))
  }
}

/** The folders of an account as the tree shows them. */
function folderLines(accountId: AccountId | null): { id: FolderId; title: string; depth: number }[] {
  const lines: { id: FolderId; title: string; depth: number }[] = []
  const walk = (nodes: readonly Node[], depth: number) => {
    for (const node of nodes)
      if (node.kind === 'folder') {
        lines.push({ id: node.folder.id, title: node.folder.title, depth })
        walk(node.children, depth + 1)
      }
  }
  walk(shelve(store.snapshot, store.snapshot.counts, accountId), 0)
  return lines
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-folder-choice': FolderChoice
  }
}
