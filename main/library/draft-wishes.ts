// What the reader's changes to feeds and folders mean for their services, gathered while the records are drafted.
import type { Account, FeedId, Instant, PendingChange } from '../contract/models.ts'
import { unwish, wish, type Ahead } from './ahead.ts'
import type { PlainDeed } from './deeds.ts'
import { articleWishes } from './draft-outbox.ts'
import { wishKey } from './outbox.ts'

export class WishDraft {
  readonly #ahead: Ahead
  readonly #now: Instant
  readonly #deeds: PlainDeed[]
  readonly #added: { account: Account; change: PendingChange }[] = []
  readonly #silenced = new Set<FeedId>()

  constructor(ahead: Ahead, now: Instant, deeds: PlainDeed[]) {
    this.#ahead = ahead
    this.#now = now
    this.#deeds = deeds
  }

  /** To be told, once the record that it is about has its place in the journal. */
  add(account: Account, change: PendingChange): void {
    this.#added.push({ account, change })
  }

  waits({ id }: Account, change: PendingChange): boolean {
    return this.#ahead.waiting.has(wishKey(id, change))
  }

  /** No longer to be told. */
  drop({ id }: Account, changes: readonly PendingChange[]): void {
    unwish(
      this.#ahead,
      this.#deeds,
      changes.map((change) => wishKey(id, change)),
    )
  }

  /** Nobody is to be told about the articles of this feed. */
  silence(feedId: FeedId): void {
    this.#silenced.add(feedId)
  }

  flush(): void {
    if (this.#silenced.size > 0) unwish(this.#ahead, this.#deeds, articleWishes(this.#ahead, this.#silenced))
    this.#silenced.clear()
    for (const { account, change } of this.#added.splice(0))
      wish(this.#ahead, this.#deeds, this.#now, account.id, [change])
  }
}
