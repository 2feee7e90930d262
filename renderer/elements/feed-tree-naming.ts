// A feed or folder gets another name, in the tree itself.
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { store } from '../state/store.ts'
import type { Row } from '../state/tree.ts'
import { undoToast } from '../state/undo.ts'
import { t } from '../words/words.ts'
import { nameOf } from './feed-tree-row.ts'

export class TreeNaming implements ReactiveController {
  readonly #host: ReactiveControllerHost & { renderRoot: ParentNode }
  /** The tree takes the focus back. */
  readonly #done: () => void
  #key: string | null = null

  constructor(host: ReactiveControllerHost & { renderRoot: ParentNode }, done: () => void) {
    this.#host = host
    this.#done = done
    host.addController(this)
  }

  /** The row whose name is a field just now. */
  get key(): string | null {
    return this.#key
  }

  begin(key: string): void {
    this.#key = key
    this.#host.requestUpdate()
  }

  fieldFor(row: Row): TemplateResult | null {
    if (row.key !== this.#key) return null
    const name = nameOf(row)
    return html`<input
      .value=${name}
      aria-label=${t('shell.renameLabel', { name })}
      maxlength="500"
      @keydown=${(event: KeyboardEvent) => this.#pressed(event, row)}
      @blur=${(event: FocusEvent) => void this.#rename(row, (event.target as HTMLInputElement).value)}
      @click=${(event: Event) => event.stopPropagation()}
    />`
  }

  hostUpdated(): void {
    const field = this.#key === null ? null : this.#host.renderRoot.querySelector<HTMLInputElement>('[role=tree] input')
    if (field === null || field.matches(':focus')) return
    field.focus()
    field.select()
  }

  #pressed(event: KeyboardEvent, row: Row): void {
    event.stopPropagation()
    if (event.key === 'Escape') {
      this.#end()
      event.preventDefault()
    } else if (event.key === 'Enter' && !event.isComposing)
      void this.#rename(row, (event.target as HTMLInputElement).value)
    else return
    this.#done()
  }

  #end(): void {
    this.#key = null
    this.#host.requestUpdate()
  }

  async #rename(row: Row, wanted: string): Promise<void> {
    if (this.#key !== row.key) return
    this.#end()
    const title = wanted.trim()
    const before = nameOf(row)
    if (title === before || row.kind === 'smart' || (row.kind === 'folder' && title === '')) return
    // An empty name gives a feed back the one it calls itself by.
    const [to, back] =
      row.kind === 'folder'
        ? [title, row.folder.title]
        : [title === '' || title === row.feed.title ? null : title, row.feed.ownTitle]
    if (await give(row, to))
      undoToast(t('shell.renamed', { name: to ?? (row.kind === 'feed' ? row.feed.title : before) }), () =>
        give(row, back),
      )
  }
}

async function give(row: Row, title: string | null): Promise<boolean> {
  if (row.kind === 'feed') return (await store.run('feeds.change', { id: row.feed.id, ownTitle: title })).ok
  if (row.kind === 'folder' && title !== null)
    return (await store.run('folders.rename', { id: row.folder.id, title })).ok
  return false
}
