// What can change in a window, by name; those who show it listen.

export type Topic =
  | 'feeds'
  | 'counts'
  | 'settings'
  | 'progress'
  | 'online'
  | 'list'
  | 'article'
  | 'place'
  | 'activity'
  | 'accounts'
  | 'labels'
  | 'toasts'
  | 'keys'
  | 'words'

const listeners = new Map<Topic, Set<() => void>>()

/** Calls `listener` whenever one of the topics is told; answers with what ends it. */
export function listen(topics: readonly Topic[], listener: () => void): () => void {
  for (const topic of topics) {
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set.add(listener))
  }
  return () => {
    for (const topic of topics) listeners.get(topic)?.delete(listener)
  }
}

export function tell(...topics: readonly Topic[]): void {
  const told = new Set<() => void>()
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) told.add(listener)
  for (const listener of told) listener()
}
