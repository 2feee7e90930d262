// Time in parts, as `ot` and `nt` bound it: neither second itself belongs to a span.

/** In seconds; null: open. */
export interface Span {
  from: number | null
  to: number | null
}

const DAY = 24 * 60 * 60

/** Two that overlap by the second between them; null: it is too short. */
export function halves({ from, to }: Span, now: number): [Span, Span] | null {
  const middle = middleOf({ from, to }, now)
  if (middle <= (from ?? 0) || middle + 1 >= (to ?? Number.POSITIVE_INFINITY)) return null
  return [
    { from, to: middle + 1 },
    { from: middle, to },
  ]
}

/** Most is of these days: from today on, open spans are left behind by twice as far each time. */
function middleOf({ from, to }: Span, now: number): number {
  if (from === null) return to === null ? now - DAY : to - Math.max(DAY, now - to)
  if (to !== null) return Math.floor((from + to) / 2)
  return from < now - 1 ? Math.floor((from + now) / 2) : from + Math.max(DAY, from - now)
}
