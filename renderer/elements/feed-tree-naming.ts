// A feed, a folder, an account or a label gets another name, in the tree itself.
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { can } from '../state/accounts.ts'
import { place } from '../state/place.ts'
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
    if (title === before || (title === '' && row.kind !== 'feed')) return
    // An empty name gives a feed back the one it calls itself by.
    const own = row.kind === 'feed'
    const to = own && (title === '' || title === row.feed.title) ? null : title
    const back = own ? row.feed.ownTitle : before
    if (await give(row, to))
      undoToast(t('shell.renamed', { name: to ?? (own ? row.feed.title : before) }), () =>
        give(row.kind === 'label' && to !== null ? { ...row, label: to } : row, back),
      )
  }
}

/** What is called as the reader likes, where its service can have it so. */
export function canRename(row: Row): boolean {
  if (row.kind === 'feed') return can(row.feed, 'renameFeed')
  if (row.kind === 'folder') return can(row.folder, 'renameFolder')
  return row.kind === 'account' || row.kind === 'label'
}

async function give(row: Row, title: string | null): Promise<boolean> {
  if (row.kind === 'feed') return (await store.run('feeds.change', { id: row.feed.id, ownTitle: title })).ok
  if (title === null) return false
  if (row.kind === 'folder') return (await store.run('folders.rename', { id: row.folder.id, title })).ok
  if (row.kind === 'account') return (await store.run('accounts.change', { id: row.account.id, title })).ok
  if (row.kind !== 'label') return false
  const renamed = (await store.run('labels.rename', { label: row.label, to: title })).ok
  const { scope } = place
  if (renamed && scope.kind === 'label' && scope.label === row.label)
    place.go({ scope: { kind: 'label', label: title } })
  return renamed
}
