// <bs-feed-tree>: folders and feeds with what is unread in them; one stop for Tab, arrows within.
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { goTo } from '../state/actions-going.ts'
import { place } from '../state/place.ts'
import { store, Watch } from '../state/store.ts'
import { listen } from '../state/topics.ts'
import { accountAct } from '../state/actions-accounts.ts'
import { canMove, moveByKey, type Move } from '../state/tree-moves.ts'
import { HOME, keyOfScope, opens, rowsOf, scopeOf, typeAhead, type Row } from '../state/tree.ts'
import { closedFolders, setClosed } from '../state/tree-memory.ts'
import { undoToast } from '../state/undo.ts'
import { shared } from '../styles/shared.ts'
import { t } from '../words/words.ts'
import { feedIconStyles } from './feed-icon.ts'
import { TreeDrag } from './feed-tree-drag.ts'
import { menuOf, type TreeDeeds } from './feed-tree-menu.ts'
import { canRename, TreeNaming } from './feed-tree-naming.ts'
import { nameOf, rowId, treeRow } from './feed-tree-row.ts'
import { feedTreeStyles } from './feed-tree-styles.ts'
import { announce } from './live.ts'
import type { MenuElement } from './menu.ts'
import './menu.ts'
import { Rows, rowsStyles } from './virtual.ts'

/** Height of a row in rem. */
const ROW = 2.0625
const TYPING_PAUSE = 700

@customElement('bs-feed-tree')
export class FeedTreeElement extends LitElement {
  static override styles = [shared, feedIconStyles, rowsStyles, feedTreeStyles]

  @state() private active: string | null = null
  @query('[role=tree]') private tree!: HTMLElement
  @query('bs-menu') private menu!: MenuElement
  readonly #virtual = new Rows<Row>(this, ROW)
  #rows: Row[] | null = null
  #typed = ''
  #typedAt = 0
  readonly #drag = new TreeDrag(
    this,
    (event) => this.#rowAt(event),
    (row, move) => void this.#move(row, move),
  )
  readonly #naming = new TreeNaming(this, () => this.tree.focus())
  #stop: () => void = () => undefined
  #newFolder: number | null = null

  constructor() {
    super()
    new Watch(this, 'place')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = listen(['feeds', 'counts', 'words', 'accounts', 'labels'], () => {
      this.#rows = null
      this.requestUpdate()
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop()
  }

  get rows(): Row[] {
    return (this.#rows ??= rowsOf(store.snapshot, store.snapshot.counts, closedFolders()))
  }

  override focus(): void {
    this.tree.focus()
  }

  protected override render(): TemplateResult {
    const { rows } = this
    const active = this.#activeIndex()
    return html`<div
        data-rows
        role="tree"
        tabindex="0"
        aria-label=${t('shell.papers')}
        aria-activedescendant=${active >= 0 ? rowId(rows[active]?.key ?? '') : nothing}
        @keydown=${this.#key}
        @focus=${this.#reveal}
        @click=${this.#click}
        @dblclick=${this.#doubleClick}
        @contextmenu=${this.#contextMenu}
        @dragstart=${this.#drag.start}
        @dragover=${this.#drag.over}
        @dragleave=${this.#drag.leave}
        @drop=${this.#drag.drop}
        @dragend=${this.#drag.end}
      >
        ${this.#virtual.render(
          rows,
          (row) => row.key,
          (row) => this.#row(row, rows[active]?.key === row.key),
        )}
      </div>
      <bs-menu></bs-menu>`
  }

  #row(row: Row, active: boolean): TemplateResult {
    const selected = keyOfScope(place.scope) === (row.kind === 'chip' ? `account:${row.account.id}` : row.key)
    return treeRow(row, { active, selected, drop: this.#drag.markOf(row), field: this.#naming.fieldFor(row) })
  }

  protected override updated(): void {
    // A folder that has just been made is named at once.
    if (this.#newFolder !== null && store.snapshot.folders.has(this.#newFolder)) {
      const key = `folder:${this.#newFolder}`
      this.#newFolder = null
      this.active = key
      this.#naming.begin(key)
      this.#reveal()
    }
  }

  #activeIndex(): number {
    const key = this.active ?? keyOfScope(place.scope) ?? 'all'
    const at = this.rows.findIndex((row) => row.key === key)
    return at >= 0 ? at : 0
  }

  #reveal = (): void => this.#virtual.reveal(this.#activeIndex())

  #activate(index: number, step: 1 | -1 = 1): void {
    let at = Math.max(0, Math.min(this.rows.length - 1, index))
    // A chip is no stop; below the last one there is none.
    if (this.rows[at]?.kind === 'chip') at += at === this.rows.length - 1 ? -1 : step
    const row = this.rows[at]
    if (row === undefined) return
    this.active = row.key
    this.#reveal()
  }

  #key = (event: KeyboardEvent): void => {
    if (this.#naming.key !== null || event.ctrlKey || event.metaKey) return
    const at = this.#activeIndex()
    const row = this.rows[at]
    if (row === undefined) return
    if (event.altKey ? this.#moveKey(event.key, row) : this.#plainKey(event, row, at)) event.preventDefault()
  }

  #plainKey(event: KeyboardEvent, row: Row, at: number): boolean {
    const page = this.#virtual.page
    if (event.key === 'ArrowDown') this.#activate(at + 1)
    else if (event.key === 'ArrowUp') this.#activate(at - 1, -1)
    else if (event.key === 'Home') this.#activate(0)
    else if (event.key === 'End') this.#activate(this.rows.length - 1)
    else if (event.key === 'PageDown') this.#activate(at + page)
    else if (event.key === 'PageUp') this.#activate(at - page)
    else if (event.key === 'ArrowRight') this.#openOrEnter(row, at)
    else if (event.key === 'ArrowLeft') this.#closeOrLeave(row)
    else if (event.key === 'Enter') this.#go(row)
    else if (event.key === ' ') this.#show(row)
    else if (event.key === '*') this.#expandSiblings(row)
    else if (event.key === 'F2') this.#deeds.rename(row)
    else if (event.key === 'Delete') this.#openMenu(row)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#openMenu(row)
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) this.#typeAhead(event, at)
    else return false
    return true
  }

  #moveKey(key: string, row: Row): boolean {
    const directions: Record<string, 'up' | 'down' | 'in' | 'out'> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowRight: 'in',
      ArrowLeft: 'out',
    }
    const direction = directions[key]
    if (direction === undefined || !canMove(row)) return false
    this.#deeds.move(row, direction)
    return true
  }

  #typeAhead(event: KeyboardEvent, at: number): void {
    this.#typed = event.timeStamp - this.#typedAt > TYPING_PAUSE ? event.key : this.#typed + event.key
    this.#typedAt = event.timeStamp
    const found = typeAhead(this.rows, at, this.#typed, nameOf)
    if (found >= 0) this.#activate(found)
  }

  #go(row: Row): void {
    const scope = scopeOf(row)
    if (scope !== null) goTo(scope)
    else if (opens(row)) setClosed([row.key], row.open)
  }

  #show(row: Row): void {
    const scope = scopeOf(row)
    if (scope !== null) place.go({ scope, articleId: null })
    else if (opens(row)) setClosed([row.key], row.open)
  }

  #openOrEnter(row: Row, at: number): void {
    if (!opens(row)) return
    const first = this.rows[at + 1]?.kind === 'chip' ? at + 2 : at + 1
    if (!row.open) setClosed([row.key], false)
    else if (this.rows[first]?.parent === row.key) this.#activate(first)
  }

  #closeOrLeave(row: Row): void {
    if (opens(row) && row.open) setClosed([row.key], true)
    else if (row.parent !== null) this.#activate(this.rows.findIndex((each) => each.key === row.parent))
  }

  #expandSiblings(row: Row): void {
    setClosed(
      this.rows.filter((each) => each.parent === row.parent && opens(each)).map((each) => each.key),
      false,
    )
  }

  #deeds: TreeDeeds = {
    rename: (row) => {
      if (!canRename(row)) return
      this.active = row.key
      this.#naming.begin(row.key)
    },
    newFolder: (parentId, accountId) => {
      const folder = { title: t('shell.newFolderName'), parentId, accountId }
      void store.run('folders.add', folder).then((result) => {
        if (!result.ok) return
        if (parentId !== null) setClosed([`folder:${parentId}`], false)
        setClosed([accountId === null ? HOME : `account:${accountId}`], false)
        this.#newFolder = result.value.id
        this.requestUpdate()
      })
    },
    move: (row, direction) => {
      const move = moveByKey(store.snapshot, row, direction)
      if (move === null) announce(t('shell.cannotMove'))
      else void this.#move(row, move)
    },
  }

  async #move(row: Row, move: Move): Promise<void> {
    const result = await store.run('feeds.move', move)
    if (!result.ok) return
    if (move.to !== null) setClosed([`folder:${move.to}`], false)
    this.active = row.key
    this.#reveal()
    const folder = move.to === null ? undefined : store.snapshot.folders.get(move.to)
    const name = nameOf(row)
    undoToast(
      folder === undefined ? t('shell.moved', { name }) : t('shell.movedInto', { name, folder: folder.title }),
      result.value.undo,
    )
  }

  #rowAt(event: Event): { row: Row; element: HTMLElement } | null {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
    const row = this.rows.find((each) => each.key === element?.dataset['key'])
    return element === null || row === undefined ? null : { row, element }
  }

  #click = (event: MouseEvent): void => {
    const hit = this.#rowAt(event)
    if (hit === null || this.#naming.key === hit.row.key) return
    const { row } = hit
    this.active = row.kind === 'chip' ? `account:${row.account.id}` : row.key
    const on = (part: string): boolean => event.target instanceof Element && event.target.closest(part) !== null
    if (opens(row) && on('.twisty')) setClosed([row.key], row.open)
    else if (row.kind === 'chip' && on('.chip')) accountAct(row.account, row.state)
    else this.#go(row)
  }

  #doubleClick = (event: MouseEvent): void => {
    const hit = this.#rowAt(event)
    if (hit !== null && opens(hit.row) && scopeOf(hit.row) !== null) setClosed([hit.row.key], hit.row.open)
  }

  #contextMenu = (event: MouseEvent): void => {
    if (event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const row = this.#rowAt(event)?.row ?? this.rows[0]
    if (row === undefined) return
    // From the keyboard it comes without a place: then the keydown has opened it already.
    if (event.button === 2) {
      this.active = row.kind === 'chip' ? `account:${row.account.id}` : row.key
      void this.menu.show(
        menuOf(row, this.#deeds),
        { x: event.clientX, y: event.clientY },
        t('shell.menuFor', { name: nameOf(row) }),
      )
    }
  }

  #openMenu(row: Row): void {
    const element = this.tree.querySelector(`#${CSS.escape(rowId(row.key))}`) ?? this.tree
    void this.menu.show(menuOf(row, this.#deeds), element, t('shell.menuFor', { name: nameOf(row) }))
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-feed-tree': FeedTreeElement
  }
}
