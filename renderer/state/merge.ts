// Two versions of one list made into one, so that what the reader sees does not vanish under the pointer.

/** The fresh order, and in between what only the old list had and `keep` wants, each after what it stood after. */
export function mergeKeeping<T>(old: readonly T[], fresh: readonly T[], keep: (each: T) => boolean): T[] {
  const isFresh = new Set(fresh)
  const after = new Map<T | null, T[]>()
  let anchor: T | null = null
  let kept = 0
  for (const each of old) {
    if (isFresh.has(each)) anchor = each
    else if (keep(each)) {
      const group = after.get(anchor) ?? []
      group.push(each)
      after.set(anchor, group)
      kept++
    }
  }
  if (kept === 0) return [...fresh]
  const merged: T[] = []
  // What stood before everything old belongs just before the first old one that is still there, behind the new.
  const firstOld = new Set(old)
  let leading = after.get(null)
  for (const each of fresh) {
    if (leading !== undefined && firstOld.has(each)) {
      merged.push(...leading)
      leading = undefined
    }
    merged.push(each)
    const group = after.get(each)
    if (group !== undefined) merged.push(...group)
  }
  if (leading !== undefined) merged.push(...leading)
  return merged
}
