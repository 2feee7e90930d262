// library.json: feeds, folders, accounts, what waits for them, labels, settings and the next ids, as one lowdb database that
// stays readable by people.
import { Low } from 'lowdb'
import type { Account, AccountId, Feed, FeedId, Folder, FolderId, Instant, Settings } from '../contract/models.ts'
import { DiskError, type Codec, type Files } from '../base/host.ts'
import { completeSettings, defaultSettings } from './defaults.ts'
import { Labels, type LabelTuple } from './labels.ts'
import { migrate } from './migrations.ts'
import { Outbox, packed, type Packed } from './outbox.ts'
import type { RefusedEntry } from './writes.ts'
import { keptFile, type KeptFile } from './kept-file.ts'

/** The format this code writes. */
export const libraryFormat = 2

/** An unfollowed feed: hidden, and purged with its articles when its time is over. */
export interface Unfollowed {
  feed: Feed
  at: Instant
}

export interface CatalogueData {
  format: number
  /** Made once; tells backups of this library from those of another. */
  library: string
  /** The last journal entry that the snapshot holds. */
  seq: number
  nextArticleId: number
  nextFeedId: number
  nextFolderId: number
  /** Register pages whose previous file is older than the snapshot before this one. */
  unsettled: number[]
  feeds: Feed[]
  unfollowed: Unfollowed[]
  folders: Folder[]
  settings: Partial<Settings>
  /** From here on: missing in format 1. */
  accounts?: Account[]
  nextAccountId?: AccountId
  outbox?: Packed[]
  nextSeq?: number
  refused?: RefusedEntry[]
  labels?: LabelTuple[]
}

export class Catalogue {
  readonly feeds = new Map<FeedId, Feed>()
  readonly unfollowed = new Map<FeedId, Unfollowed>()
  readonly folders = new Map<FolderId, Folder>()
  readonly accounts = new Map<AccountId, Account>()
  readonly outbox = new Outbox()
  readonly labels = new Labels()
  settings: Settings = defaultSettings
  nextFeedId = 1
  nextFolderId = 1
  nextAccountId = 1
  library = ''
  seq = 0
  nextArticleId = 1
  unsettled: number[] = []
  readonly file: KeptFile<CatalogueData>
  readonly #db: Low<CatalogueData>

  readonly #files: Files
  readonly #codec: Codec

  constructor(files: Files, codec: Codec) {
    this.#files = files
    this.#codec = codec
    this.file = keptFile<CatalogueData>(files, 'library.json', {
      encode: (data) => sealed(data, codec),
      decode: (bytes) => unsealed<CatalogueData>(bytes, codec),
    })
    this.#db = new Low(this.file, this.data())
  }

  async open(): Promise<void> {
    await this.#db.read()
    const { format } = this.#db.data
    if (format > libraryFormat) throw new DiskError({ kind: 'libraryTooNew', found: format, known: libraryFormat })
    if (format < libraryFormat) await this.#migrate()
    this.replace(this.#db.data)
  }

  async #migrate(): Promise<void> {
    const save = async (data: object): Promise<void> => {
      this.#db.data = { ...this.data(), ...data }
      await this.#db.write()
    }
    await migrate({ ...this.#db.data }, this.#files, this.#codec, save)
  }

  async write(): Promise<void> {
    this.#db.data = this.data()
    await this.#db.write()
  }

  data(): CatalogueData {
    const { library, seq, nextArticleId, nextFeedId, nextFolderId, nextAccountId, unsettled, settings } = this
    return {
      format: libraryFormat,
      library,
      seq,
      nextArticleId,
      nextFeedId,
      nextFolderId,
      unsettled,
      feeds: [...this.feeds.values()],
      unfollowed: [...this.unfollowed.values()],
      folders: [...this.folders.values()],
      settings,
      accounts: [...this.accounts.values()],
      nextAccountId,
      outbox: packed(this.outbox.of()),
      nextSeq: this.outbox.nextSeq,
      refused: this.outbox.refusedOf(),
      labels: this.labels.data(),
    }
  }

  replace(data: CatalogueData): void {
    this.library = data.library
    this.seq = data.seq
    this.nextArticleId = data.nextArticleId
    this.nextFeedId = data.nextFeedId
    this.nextFolderId = data.nextFolderId
    this.nextAccountId = data.nextAccountId ?? 1
    this.unsettled = data.unsettled
    this.settings = completeSettings(data.settings)
    refill(
      this.feeds,
      data.feeds.map((feed) => [feed.id, feed]),
    )
    refill(
      this.unfollowed,
      data.unfollowed.map((gone) => [gone.feed.id, gone]),
    )
    refill(
      this.folders,
      data.folders.map((folder) => [folder.id, folder]),
    )
    refill(
      this.accounts,
      (data.accounts ?? []).map((account) => [account.id, account]),
    )
    this.outbox.replace(data.outbox ?? [], data.refused ?? [], data.nextSeq ?? 1)
    this.labels.replace(data.labels ?? [])
  }
}

function refill<K, V>(map: Map<K, V>, entries: [K, V][]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}

const opening = '{"checksum":"'
const middle = '","data":'
const headLength = opening.length + 8 + middle.length
const decoder = new TextDecoder()

/** JSON that vouches for itself. */
export function sealed(data: unknown, codec: Codec): string {
  const text = JSON.stringify(data)
  return `${opening}${codec.crc32(text).toString(16).padStart(8, '0')}${middle}${text}}\n`
}

export function unsealed<T>(bytes: Uint8Array, codec: Codec): T | null {
  const text = decoder.decode(bytes)
  const sum = text.slice(opening.length, opening.length + 8)
  const data = text.slice(headLength, -2)
  if (!text.startsWith(opening) || codec.crc32(data).toString(16).padStart(8, '0') !== sum) return null
  return JSON.parse(data) as T
}
