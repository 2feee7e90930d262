// <bs-opml-dialog>: a list of feeds from another reader, looked at before anything is followed; and one for it.
import { css, html, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Out } from '../../../main/contract/commands.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { announce } from '../../elements/live.ts'
import { store, Watch } from '../../state/store.ts'
import { toast } from '../../state/toasts.ts'
import { t } from '../../words/words.ts'
import { DialogView, textOf } from './dialog-view.ts'
import { onHanded, takeHanded } from './handed-file.ts'
import { OpmlChoice } from './opml-choice.ts'
import { refusedLines, refusedStyles } from './opml-refused.ts'
import { decodeOpml, OPML_LIMIT } from './opml-text.ts'
import './opml-tree.ts'
import type { OpmlTree } from './opml-tree.ts'
import { problemNote } from './problem-note.ts'
import { saveFile } from './save-file.ts'
import { workLine, workOn } from './work-line.ts'

type Step = 'asking' | 'reading' | 'choosing' | 'importing'

@customElement('bs-opml-dialog')
export class OpmlDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    refusedStyles,
    css`
      :host {
        --dialog-width: 40rem;
      }
      .drop {
        display: grid;
        justify-items: center;
        gap: var(--space-3);
        padding: var(--space-6) var(--space-4);
        border: 1.5px dashed var(--rule-strong);
        border-radius: calc(var(--radius) * 2);
        background: var(--surface);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .drop > bs-icon {
        font-size: 1.75rem;
        color: var(--ink-3);
      }
      textarea {
        font-family: var(--face-code);
        font-size: var(--size-2);
      }
    `,
  ]

  @state() private step: Step = 'asking'
  @state() private problem: Problem | null = null
  @state() private choice: OpmlChoice | null = null
  @state() private refused: Out<'opml.preview'>['refused'] = []
  @state() private pasted = ''
  @state() private over = false
  @query('bs-opml-tree') private tree!: OpmlTree | null

  constructor() {
    super()
    new Watch(this, 'progress', 'feeds')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onHanded(() => void this.#takeFile(takeHanded()))
    void this.#takeFile(takeHanded())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    onHanded(null)
  }

  protected override render(): TemplateResult {
    return this.frame(
      t('dialogs.opmlHeading'),
      this.step === 'choosing' || this.step === 'importing' ? this.#preview() : this.#ask(),
      this.step === 'choosing'
        ? html`<button @click=${this.#again}>${t('dialogs.otherFile')}</button>
            <button class="primary" ?disabled=${this.choice?.chosen === 0} @click=${() => void this.#import()}>
              ${t('dialogs.followCount', { n: this.choice?.chosen ?? 0 })}
            </button>`
        : nothing,
    )
  }

  #ask(): TemplateResult {
    const feeds = store.snapshot.feeds.size
    return html`<div class="stack">
      <section class="stack tight" aria-labelledby="in">
        <h3 id="in">${t('dialogs.opmlIn')}</h3>
        <p class="quiet">${t('dialogs.opmlInNote')}</p>
        ${this.problem === null ? nothing : html`<div role="alert">${problemNote(this.problem)}</div>`}
        <div
          class="drop ${this.over ? 'over' : ''}"
          @dragenter=${() => (this.over = true)}
          @dragover=${this.#dragOver}
          @dragleave=${() => (this.over = false)}
          @drop=${this.#drop}
        >
          ${
            this.step === 'reading'
              ? html`<p class="working" role="status"><bs-icon name="refresh"></bs-icon>${t('dialogs.readingFile')}</p>`
              : html`<bs-icon name="upload"></bs-icon>
                  <p>${t('dialogs.dropHere')}</p>
                  <button
                    class="primary"
                    @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}
                  >
                    ${t('dialogs.chooseFile')}
                  </button>`
          }
          <input
            id="file"
            type="file"
            hidden
            aria-label=${t('dialogs.chooseFile')}
            accept=".opml,.xml,text/x-opml,text/xml,application/xml"
            @change=${this.#chosen}
          />
        </div>
        <details>
          <summary>${t('dialogs.pasteInstead')}</summary>
          <div class="stack tight">
            <textarea
              class="wide"
              rows="5"
              spellcheck="false"
              aria-label=${t('dialogs.opmlText')}
              .value=${this.pasted}
              @input=${(event: Event) => (this.pasted = textOf(event))}
            ></textarea>
            <div class="row end">
              <button ?disabled=${this.pasted.trim() === ''} @click=${() => void this.#look(this.pasted)}>
                ${t('dialogs.look')}
              </button>
            </div>
          </div>
        </details>
      </section>
      <section class="stack tight" aria-labelledby="out">
        <h3 id="out">${t('dialogs.opmlOut')}</h3>
        <div class="row between">
          <p class="quiet grow">
            ${feeds === 0 ? t('dialogs.nothingToExport') : t('dialogs.opmlOutNote', { n: feeds })}
          </p>
          <button ?disabled=${feeds === 0} @click=${this.#export}>${t('dialogs.saveFile')}</button>
        </div>
      </section>
    </div>`
  }

  #preview(): TemplateResult {
    const { choice } = this
    if (choice === null) return html``
    const known = choice.feeds - choice.total
    const work = workOn('import')
    if (this.step === 'importing')
      return html`<div role="status">
        ${work === undefined ? html`<p class="working"><bs-icon name="refresh"></bs-icon>${t('dialogs.taskImport')}</p>` : workLine(work)}
      </div>`
    return html`<div class="stack">
      ${this.problem === null ? nothing : html`<div role="alert">${problemNote(this.problem, { retry: () => void this.#import() })}</div>`}
      <p class="lead">
        ${choice.feeds === 0 ? t('dialogs.fileEmpty') : t('dialogs.fileHolds', { n: choice.feeds })}
        ${known > 0 ? t('dialogs.fileKnown', { n: known }) : nothing}
      </p>
      ${
        choice.feeds === 0
          ? nothing
          : html`<div class="row between">
                <p aria-live="polite">${t('dialogs.chosenOf', { chosen: choice.chosen, total: choice.total })}</p>
                <div class="row">
                  <button class="link" @click=${() => this.#all(true)}>${t('dialogs.chooseAll')}</button>
                  <button class="link" @click=${() => this.#all(false)}>${t('dialogs.chooseNone')}</button>
                </div>
              </div>
              <bs-opml-tree .choice=${choice} @bs-tick=${() => this.requestUpdate()}></bs-opml-tree>`
      }
      ${this.refused.length === 0 ? nothing : refusedLines(this.refused)}
    </div>`
  }

  #again = (): void => {
    this.step = 'asking'
    this.choice = null
    this.problem = null
    this.pasted = ''
  }

  #dragOver = (event: DragEvent): void => {
    event.preventDefault()
    this.over = true
  }

  #drop = (event: DragEvent): void => {
    event.preventDefault()
    this.over = false
    void this.#takeFile(event.dataTransfer?.files[0] ?? null)
  }

  #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement
    void this.#takeFile(input.files?.[0] ?? null)
    // The same file chosen again must count as a choice.
    input.value = ''
  }

  async #takeFile(file: File | null): Promise<void> {
    if (file === null) return
    if (file.size > OPML_LIMIT) {
      this.#again()
      this.problem = { kind: 'opmlRefused', why: 'tooLarge' }
      return
    }
    this.step = 'reading'
    try {
      await this.#look(decodeOpml(new Uint8Array(await file.arrayBuffer())))
    } catch (error) {
      // A folder, or a file that is gone or locked.
      if (!(error instanceof DOMException)) throw error
      this.step = 'asking'
      this.problem = { kind: 'notOpml' }
    }
  }

  async #look(text: string): Promise<void> {
    this.step = 'reading'
    this.problem = null
    const seen = await store.run('opml.preview', { text }, { quiet: true })
    if (!seen.ok) {
      this.step = 'asking'
      this.problem = seen.problem
      return
    }
    this.choice = new OpmlChoice(seen.value.outlines)
    this.refused = seen.value.refused
    this.step = 'choosing'
    announce(t('dialogs.fileHolds', { n: this.choice.feeds }))
    void this.focusOn('bs-opml-tree')
  }

  #all(on: boolean): void {
    this.choice?.setAll(on)
    this.tree?.renew()
    this.requestUpdate()
  }

  async #import(): Promise<void> {
    if (this.choice === null) return
    this.step = 'importing'
    this.problem = null
    const result = await store.run('opml.import', { outlines: this.choice.outlines() }, { quiet: true })
    if (!result.ok) {
      this.step = 'choosing'
      if (result.problem.kind !== 'cancelled') this.problem = result.problem
      return
    }
    toast({ text: t('dialogs.followedSome', { n: result.value.added }), kind: 'done' })
    if (this.isConnected) this.close()
  }

  #export = async (): Promise<void> => {
    const made = await store.run('opml.export', {}, { quiet: true })
    if (!made.ok) {
      this.problem = made.problem
      return
    }
    saveFile('broadsheet.opml', 'text/x-opml', made.value.text)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-opml-dialog': OpmlDialog
  }
}
