// Dragging feeds and folders about in the tree, with the place shown where they would land.
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { store } from '../state/store.ts'
import { canMove, moveByDrop, type Move } from '../state/tree-moves.ts'
import { plainName, type Row } from '../state/tree.ts'

type Where = 'before' | 'after' | 'into'
interface Hit {
  row: Row
  element: HTMLElement
}

export class TreeDrag implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #rowAt: (event: Event) => Hit | null
  readonly #move: (row: Row, move: Move) => void
  #dragged: Row | null = null
  #landing: { row: Row; where: Where } | null = null

  constructor(host: ReactiveControllerHost, rowAt: (event: Event) => Hit | null, move: (row: Row, move: Move) => void) {
    this.#host = host
    this.#rowAt = rowAt
    this.#move = move
    host.addController(this)
  }

  /** Where it would land, as a class of the row. */
  markOf(row: Row): Where | '' {
    return this.#landing?.row.key === row.key ? this.#landing.where : ''
  }

  start = (event: DragEvent): void => {
    const hit = this.#rowAt(event)
    if (hit === null || !canMove(hit.row) || event.dataTransfer === null) return
    this.#dragged = hit.row
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', hit.row.kind === 'feed' ? hit.row.feed.url : plainName(hit.row))
  }

  over = (event: DragEvent): void => {
    const hit = this.#rowAt(event)
    if (hit === null || this.#dragged === null) return
    const where = whereIn(hit, event.clientY)
    const possible = moveByDrop(store.snapshot, this.#dragged, hit.row, where) !== null
    if (possible) event.preventDefault()
    if (this.#landing?.row.key === hit.row.key && this.#landing.where === where) return
    this.#land(possible ? { row: hit.row, where } : null)
  }

  leave = (): void => this.#land(null)

  drop = (event: DragEvent): void => {
    const [dragged, landing] = [this.#dragged, this.#landing]
    if (dragged === null) return
    event.preventDefault()
    this.end()
    const move = landing === null ? null : moveByDrop(store.snapshot, dragged, landing.row, landing.where)
    if (move !== null) this.#move(dragged, move)
  }

  end = (): void => {
    this.#dragged = null
    this.#land(null)
  }

  hostDisconnected(): void {
    this.end()
  }

  #land(landing: { row: Row; where: Where } | null): void {
    if (landing === null && this.#landing === null) return
    this.#landing = landing
    this.#host.requestUpdate()
  }
}

/** The upper half of a row is before it, the lower after it; the middle of a folder is in it. */
function whereIn({ row, element }: Hit, y: number): Where {
  const box = element.getBoundingClientRect()
  const part = (y - box.top) / box.height
  if (!canMove(row)) return 'after'
  if (row.kind === 'folder' && (row.open ? part > 0.3 : part > 0.3 && part < 0.7)) return 'into'
  return part < 0.5 ? 'before' : 'after'
}
