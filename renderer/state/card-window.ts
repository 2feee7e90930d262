// Which cards can be seen: a grid of equal rows needs only arithmetic, whatever its length.

export interface Frame {
  columns: number
  /** CSS pixels. */
  rowHeight: number
  /** Items the grid can hold: browsers end at 33 million pixels. */
  shown: number
  height: number
}

const TALLEST = 30_000_000

export function frameOf(count: number, columns: number, rowHeight: number): Frame {
  const rows = Math.min(Math.ceil(count / columns), Math.floor(TALLEST / rowHeight))
  return { columns, rowHeight, shown: Math.min(count, rows * columns), height: rows * rowHeight }
}

/** From which item to which one is drawn, with rows to spare on both sides. */
export function seen({ columns, rowHeight, shown }: Frame, scroll: number, view: number): { from: number; to: number } {
  const first = Math.max(0, Math.floor(scroll / rowHeight) - 1)
  const last = Math.ceil((scroll + view) / rowHeight) + 1
  return { from: Math.min(shown, first * columns), to: Math.min(shown, last * columns) }
}

/** At least as many as are ever drawn at once. */
export const slotsOf = ({ columns, rowHeight }: Frame, view: number): number =>
  (Math.ceil(view / rowHeight) + 6) * columns

/** Where to scroll so that an item is in sight; null: it is. */
export function reveal(item: number, { columns, rowHeight }: Frame, scroll: number, view: number): number | null {
  const top = Math.floor(item / columns) * rowHeight
  if (top < scroll) return top
  if (top + rowHeight > scroll + view) return Math.max(0, top + rowHeight - view)
  return null
}

/** The item an arrow leads to; null: the key is none of ours. */
export function step(
  key: string,
  at: number,
  { columns, rowHeight, shown }: Frame,
  view: number,
  rightToLeft: boolean,
): number | null {
  const page = Math.max(1, Math.floor(view / rowHeight)) * columns
  const steps: Record<string, number> = {
    ArrowRight: rightToLeft ? -1 : 1,
    ArrowLeft: rightToLeft ? 1 : -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: page,
    PageUp: -page,
    Home: -at,
    End: shown - 1 - at,
  }
  if (!Object.hasOwn(steps, key) || shown === 0) return null
  const next = at + (steps[key] ?? 0)
  // Down from the last full row leads to the last card; up from the first row leads nowhere.
  if (next >= shown)
    return key === 'ArrowDown' && Math.floor(at / columns) === Math.floor((shown - 1) / columns) ? at : shown - 1
  return next < 0 ? (key === 'ArrowUp' || key === 'ArrowLeft' || key === 'ArrowRight' ? at : 0) : next
}
