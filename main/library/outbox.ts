// What waits to be told to the services, and what they would not have: one wish for each thing and key, the newest.
import type { AccountId, ArticleId, Instant, OutboxEntry, PendingChange } from '../contract/models.ts'
import { labelKey } from './labels.ts'
import type { RefusedEntry } from './writes.ts'

/** More than a reader looks through. */
const mostRefused = 500

/** What an entry is found by. */
export type WishKey = string

export const articleKey = (id: ArticleId, key: string): WishKey =>
  key.startsWith('label:') ? `a${id} label:${labelKey(key.slice(6))}` : `a${id} ${key}`

export function wishKey(accountId: AccountId, change: PendingChange): WishKey {
  switch (change.on) {
    case 'article':
      return articleKey(change.id, change.key === 'label' ? `label:${change.label}` : change.key)
    case 'feed':
      return `f${change.id} ${change.key}`
    case 'folder':
      return `d${change.id} ${change.key}`
    case 'gone':
      return `g${accountId} ${change.key} ${change.remoteId}`
  }
}

export class Outbox {
  readonly entries = new Map<WishKey, OutboxEntry>()
  /** By the number they had. */
  readonly refused = new Map<number, RefusedEntry>()
  nextSeq = 1
  readonly #counts = new Map<AccountId, number>()

  put(entry: OutboxEntry): void {
    const key = wishKey(entry.accountId, entry.change)
    this.#drop(key)
    this.entries.set(key, entry)
    this.#count(entry.accountId, 1)
    this.nextSeq = Math.max(this.nextSeq, entry.seq + 1)
  }

  /** Unless something newer is wished for by now. */
  drop(key: WishKey, seq: number): void {
    if (this.entries.get(key)?.seq === seq) this.#drop(key)
  }

  #drop(key: WishKey): void {
    const entry = this.entries.get(key)
    if (!entry) return
    this.entries.delete(key)
    this.#count(entry.accountId, -1)
  }

  #count(accountId: AccountId, by: number): void {
    this.#counts.set(accountId, this.waiting(accountId) + by)
  }

  dropWhere(isOver: (entry: OutboxEntry) => boolean): void {
    for (const [key, entry] of this.entries) if (isOver(entry)) this.#drop(key)
  }

  dropAccount(accountId: AccountId): void {
    this.dropWhere((entry) => entry.accountId === accountId)
    for (const [seq, entry] of this.refused) if (entry.accountId === accountId) this.refused.delete(seq)
  }

  refuse(entry: RefusedEntry): void {
    this.refused.set(entry.seq, entry)
    this.nextSeq = Math.max(this.nextSeq, entry.seq + 1)
    if (this.refused.size > mostRefused) this.refused.delete(Math.min(...this.refused.keys()))
  }

  waiting(accountId: AccountId): number {
    return this.#counts.get(accountId) ?? 0
  }

  of(accountId?: AccountId): OutboxEntry[] {
    return inOrder([...this.entries.values()], accountId)
  }

  refusedOf(accountId?: AccountId): RefusedEntry[] {
    return inOrder([...this.refused.values()], accountId)
  }

  replace(packed: readonly Packed[], refused: readonly RefusedEntry[], nextSeq: number): void {
    this.entries.clear()
    this.refused.clear()
    this.#counts.clear()
    this.nextSeq = nextSeq
    for (const entry of unpacked(packed)) this.put(entry)
    for (const entry of refused) this.refuse(entry)
  }
}

function inOrder<T extends OutboxEntry>(entries: T[], accountId: AccountId | undefined): T[] {
  const wanted = accountId === undefined ? entries : entries.filter((entry) => entry.accountId === accountId)
  return wanted.sort((a, b) => a.seq - b.seq)
}

/** The short form, in library.json and in the journal: marks that came together in one, number and article in turn. */
export type Packed =
  | [accountId: AccountId, at: Instant, key: string, value: 0 | 1, seqsAndIds: number[]]
  | [accountId: AccountId, at: Instant, seq: number, change: PendingChange]

export function packed(entries: Iterable<OutboxEntry>): Packed[] {
  const all: Packed[] = []
  let run: { like: string; numbers: number[] } = { like: '', numbers: [] }
  for (const { seq, accountId, at, change } of entries) {
    if (change.on !== 'article') {
      all.push([accountId, at, seq, change])
      run = { like: '', numbers: [] }
      continue
    }
    const key = change.key === 'label' ? `label:${change.label}` : change.key
    const like = `${accountId} ${at} ${change.value} ${key}`
    if (run.like !== like) {
      run = { like, numbers: [] }
      all.push([accountId, at, key, change.value ? 1 : 0, run.numbers])
    }
    run.numbers.push(seq, change.id)
  }
  return all
}

export function* unpacked(all: readonly Packed[]): Generator<OutboxEntry> {
  for (const one of all) {
    if (one.length === 4) {
      const [accountId, at, seq, change] = one
      yield { seq, accountId, at, change }
      continue
    }
    const [accountId, at, key, value, numbers] = one
    for (let i = 0; i + 1 < numbers.length; i += 2)
      yield { seq: numbers[i] ?? 0, accountId, at, change: marked(numbers[i + 1] ?? 0, key, value === 1) }
  }
}

/** `key`: 'read', 'saved' or 'label:' with its name. */
export function marked(id: ArticleId, key: string, value: boolean): Extract<PendingChange, { on: 'article' }> {
  if (key === 'read' || key === 'saved') return { on: 'article', id, key, value }
  return { on: 'article', id, key: 'label', label: key.slice(6), value }
}
