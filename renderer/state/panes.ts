// What actions ask of the window: where the focus goes and how far the article is read, without knowing its elements.
import type { Pane } from './place.ts'

export interface Panes {
  focus(target: Pane | 'search'): void
  /** The next pane in reading order, or the one before. */
  cycle(step: 1 | -1): void
  /** Which pane has the focus. */
  focused(): Pane | null
  /** One screenful down or up in the article; false: it was at its end already. */
  page(direction: 1 | -1): boolean
  /** Back one step, as Esc means it. */
  leave(): void
}

let current: Panes = {
  focus: () => undefined,
  cycle: () => undefined,
  focused: () => null,
  page: () => false,
  leave: () => undefined,
}

export const panes = (): Panes => current

export function usePanes(panes: Panes): void {
  current = panes
}
