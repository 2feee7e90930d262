// A map laid over another one that must not be changed yet: what drafts build on while nothing is stored.

/** `V` is never null. */
export class Layer<K, V> {
  readonly #base: ReadonlyMap<K, V>
  /** null: deleted. */
  readonly #over = new Map<K, V | null>()

  constructor(base: ReadonlyMap<K, V>) {
    this.#base = base
  }

  get(key: K): V | undefined {
    const over = this.#over.get(key)
    return over === undefined ? this.#base.get(key) : (over ?? undefined)
  }

  has(key: K): boolean {
    return this.get(key) !== undefined
  }

  set(key: K, value: V): void {
    this.#over.set(key, value)
  }

  delete(key: K): void {
    this.#over.set(key, null)
  }

  /** Also while it is being changed. */
  values(): V[] {
    const all = new Map<K, V | null>(this.#over.size === 0 ? this.#base : [...this.#base, ...this.#over])
    return [...all.values()].filter((value) => value !== null)
  }
}
