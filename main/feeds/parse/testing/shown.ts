// A parse result as fixtures spell it: only what is there, instants as ISO 8601.
const quiet = new Set(['idIsLink', 'block', 'complete'])
const dates = new Set(['published', 'updated', 'created', 'expires', 'base'])

export function shown(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return key === 'location' || value.length === 0 ? value : value.map((one) => shown(one))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(
        ([name, inner]) =>
          inner !== null && !(inner === false && quiet.has(name)) && !(Array.isArray(inner) && inner.length === 0),
      )
      .map(([name, inner]) => [name, shown(inner, name)] as const)
    return Object.fromEntries(entries)
  }
  return typeof value === 'number' && dates.has(key) ? new Date(value).toISOString() : value
}
