// What every service is to Broadsheet: how to sign in, and what can be read there and told to it. One file each in
// services/; the algorithm in sync.ts is the same for all and asks for abilities, never for names.
import type { Files, Wire } from '../base/host.ts'
import type { ParsedItem } from '../base/parsed-feed.ts'
import type { Abilities, Instant, RemoteDigits, ServiceInfo, ServiceName } from '../contract/models.ts'
import type { Problem, Result } from '../contract/problems.ts'

/** 16 or 24 lower-case hexadecimal digits; a decimal id is written as 16 digits of two's complement (sync/remote-id.ts). */
export type RemoteId = string

/** What the reader typed. */
export interface SignInForm {
  preset: string
  address: string
  user: string
  secret: string
  app: { id: string; key: string } | null
}

/** All that is kept in the keychain, as one JSON text (`account:<id>`): never in the library, a change or a log. */
export interface Credentials {
  user: string
  secret: string
  app?: { id: string; key: string } | null
  /** What the service gave for them (Auth=, a session id): renewed by itself, kept so that a start needs no sign-in. */
  session?: string | null
}

export interface SignedIn {
  /** As corrected by probing, without a trailing slash; what `open` is given. */
  address: string
  user: string
  /** What the account is called unless the reader says otherwise. */
  title: string
  credentials: Credentials
  /** Narrowed by what this server's version can do. */
  abilities: Abilities
  /** Ids of articles there. */
  digits: RemoteDigits
}

export interface ServiceContext {
  wire: Wire
  now(): Instant
  /** Waits; ends early (rejecting with the signal's reason) when aborted. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
  sha256(text: string): string
  /** Another folder that the reader has named (Host.folder); null: not there. */
  folder(path: string): Promise<Files | null>
  /** The library's folder, for what a service remembers by itself: below `sharing/`, and nothing that cannot be lost. */
  home: Files
  log(line: string): void
}

export interface Service {
  name: ServiceName
  /** One for each preset; the first is the general one. */
  infos: ServiceInfo[]
  /** Probes addresses that the reader may have meant, then signs in. A refusal names the field (`signInRefused`). */
  signIn(context: ServiceContext, form: SignInForm, signal?: AbortSignal): Promise<Result<SignedIn>>
  /** Asks nothing yet. `keep` is called when a session has been renewed. */
  open(
    context: ServiceContext,
    account: { address: string; preset: string; abilities: Abilities },
    credentials: Credentials,
    keep: (credentials: Credentials) => void,
  ): Client
}

export interface RemoteFolder {
  remoteId: string
  title: string
}

export interface RemoteFeed {
  remoteId: string
  /** The feed's own address. */
  url: string
  siteUrl: string | null
  /** '': not said, it is called what the feed calls itself. */
  title: string
  /** null: in none. Of several the first is taken. */
  folderId: string | null
}

export interface Structure {
  folders: RemoteFolder[]
  feeds: RemoteFeed[]
  labels: string[]
}

export interface RemoteItem {
  id: RemoteId
  feedId: string
  item: ParsedItem
  /** null: this answer does not say; the sets will. */
  read: boolean | null
  saved: boolean | null
  /** null: this answer does not say. */
  labels: string[] | null
}

/** One page of something that is read on from a bookmark. */
export interface Page<T> {
  values: T[]
  /** Where to go on, next time or at once. */
  cursor: string
  /** Nothing more there now. */
  done: boolean
  /** How many there are in all, where the service says. */
  total?: number | null
}

export interface StateChange {
  id: RemoteId
  read: boolean | null
  saved: boolean | null
  /** null or missing: not said. */
  labels?: string[] | null
}

/** What became of one batch. `refused`: those items are not to be had by the service, ever; all others were taken. */
export interface Told {
  refused: { id: RemoteId; problem: Problem }[]
}

/** Expected failures are Problems. `signInExpired` cannot be told here (no account): a refused session is renewed once,
 * and if that fails the Problem is `signInRefused`. Network, 429, 5xx are Problems with what the answer said of retrying;
 * a whole answer that is not what it should be is `oddAnswer`, and nothing of it is used. */
export interface Client {
  /** Items a call, for `items` and `tell`. */
  batch: { items: number; tell: number }
  /** Minutes that lie between two syncs which nobody has asked for, at least; missing: as the reader's settings say. */
  shortest?: number

  structure(signal: AbortSignal): Promise<Result<Structure>>

  /** Ids of everything unread and everything saved there; complete, or a Problem. `labels`: ids by label. Missing: this
   * service has no such lists (it has `changes`). */
  sets?(
    signal: AbortSignal,
  ): Promise<Result<{ unread: Set<RemoteId>; saved: Set<RemoteId>; labels?: Map<string, Set<RemoteId>> }>>

  /** Articles with their texts, from the bookmark on, oldest first. `cursor` null: from the beginning; `unreadAndSavedOnly`
   * where a first sync need not have all history. Missing: texts are asked for by id (`items`) for what the sets name. */
  news?(cursor: string | null, signal: AbortSignal): Promise<Result<Page<RemoteItem>>>

  /** Articles by id. What is not in the answer is no longer there. */
  items?(ids: readonly RemoteId[], signal: AbortSignal): Promise<Result<RemoteItem[]>>

  /** Ids of articles that came since the bookmark, read ones too: a hint, so that history is complete. */
  recent?(cursor: string | null, signal: AbortSignal): Promise<Result<Page<RemoteId>>>

  /** Read and saved marks changed since the bookmark. `cursor` null: where there are `sets`, nothing but a bookmark of now
   * (asked for before the sets are); where there are none, the state of everything. */
  changes?(cursor: string | null, signal: AbortSignal): Promise<Result<Page<StateChange>>>

  /** Sets, never toggles. `ids` are at most `batch.tell`. A failing batch is a Problem; the caller halves it. */
  tell(
    change: { key: 'read' | 'saved'; value: boolean } | { key: 'label'; label: string; value: boolean },
    ids: readonly RemoteId[],
    signal: AbortSignal,
  ): Promise<Result<Told>>

  /** Answers with the feed as it is there now; following what is followed already is no failure. */
  follow?(
    feed: { url: string; title: string | null; folder: RemoteFolder | null },
    signal: AbortSignal,
  ): Promise<Result<RemoteFeed>>
  unfollow?(feed: RemoteFeed, signal: AbortSignal): Promise<Result<null>>
  renameFeed?(feed: RemoteFeed, title: string, signal: AbortSignal): Promise<Result<null>>
  /** null: out of any folder; where a service must have one, into its general one. */
  moveFeed?(feed: RemoteFeed, to: RemoteFolder | null, signal: AbortSignal): Promise<Result<null>>
  /** Where folders are made by the first feed in them (no `emptyFolders`): only tells what it will be called. One that is
   * there already is no failure. */
  addFolder?(title: string, signal: AbortSignal): Promise<Result<RemoteFolder>>
  /** Where the title is the key, the id changes. */
  renameFolder?(folder: RemoteFolder, title: string, signal: AbortSignal): Promise<Result<RemoteFolder>>
  /** Its feeds go elsewhere first, always: never a call that removes feeds by the way. `feeds`: those in it there. */
  removeFolder?(folder: RemoteFolder, feeds: readonly RemoteFeed[], signal: AbortSignal): Promise<Result<null>>
}
