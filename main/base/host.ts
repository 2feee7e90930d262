// The outside world as the app sees it: a host goes into app.ts; everything else of Broadsheet is the same everywhere.
import type { Problem, Result } from '../contract/problems.ts'
import type { Instant } from '../contract/models.ts'
import type { Announcement } from '../contract/changes.ts'
import type { Jobs } from './jobs.ts'

export interface Host {
  name: 'electron' | 'browser' | 'cli' | 'memory'
  /** BCP 47, best first. */
  languages: string[]
  files: Files
  clock: Clock
  wire: Wire
  labour: Labour
  codec: Codec
  secrets: Secrets
  surroundings: Surroundings
  /** The text index's store; null: this host has none, and searching reads headlines only. */
  textIndex: TextIndex | null
  /** Another folder that the reader has named, to be shared by computers; missing: this host has none. null: there is no
   * such folder, or nothing may be written there. */
  folder?(path: string): Promise<Files | null>
  /** Reads a file shipped with the app (the sample newspaper). null: not there. */
  asset(path: string): Promise<Uint8Array | null>
  /** For developers and the activity log, one line; secrets never go here. */
  log(line: string): void
}

/** Files below the library's folder; `path` is relative, with '/' between names. Every failure is thrown as a
 * DiskError at the rim, carrying a Problem. Written means fsynced. */
export interface Files {
  /** For messages. */
  root: string
  read(path: string): Promise<Uint8Array | null>
  /** Fewer bytes where the file ends before; ENOENT when it is missing. */
  readAt(path: string, offset: number, length: number): Promise<Uint8Array>
  /** All of it or nothing: temporary file, fsync, rename, fsync of the folder. */
  replace(path: string, bytes: Uint8Array | string): Promise<void>
  /** A file to append to; created when missing, with its folder entry made durable. */
  openAppend(path: string): Promise<AppendFile>
  /** Names in a folder ('' is the root), without order; [] when missing. */
  list(folder: string): Promise<{ name: string; folder: boolean; size: number; modifiedAt: Instant }[]>
  size(path: string): Promise<number | null>
  rename(from: string, to: string): Promise<void>
  copy(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  truncate(path: string, size: number): Promise<void>
  freeBytes(): Promise<number | null>
}

export interface AppendFile {
  size: number
  /** Adds bytes; durable only after `sync`. */
  append(bytes: Uint8Array | string): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

export class DiskError extends Error {
  readonly problem: Problem
  constructor(problem: Problem, cause?: unknown) {
    super(problem.kind, { cause })
    this.problem = problem
  }
}

/** For `catch`: null when the file is not there. */
export function unlessMissing(error: unknown): null {
  if (error instanceof DiskError && error.problem.kind === 'diskFailed' && error.problem.code === 'ENOENT') return null
  throw error
}

export interface Clock {
  now(): Instant
  /** Runs once after ms; answers with what cancels it. Never keeps the process alive by itself. */
  after(ms: number, run: () => void): () => void
}

export interface WireRequest {
  url: string
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Bytes of the decoded answer. */
  limit: number
  /** Milliseconds until the first byte, and between bytes. */
  patience: number
  /** Milliseconds in all. */
  deadline: number
  /** An address the reader typed may be private (192.168…, localhost); one that a public page names may not. */
  mayBePrivate: boolean
  signal?: AbortSignal
  /** Takes the body of an answer with a status of 200 to 299 piece by piece, instead of `body`, which is then empty. The
   * next piece waits for the promise. What it throws, `request` throws. */
  sink?: (piece: Uint8Array) => Promise<void> | void
}

export interface WireResponse {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** Decoded (gzip, br, zstd, deflate). */
  body: Uint8Array
  /** The peer address was private. */
  private: boolean
}

/** One request, one answer: no redirects, no cookies, no retries; those are decisions. At most two connections a
 * host, `connections` in all. */
export interface Wire {
  request(request: WireRequest): Promise<Result<WireResponse>>
}

/** Work done in another thread that can be stopped for good. */
export interface Labour {
  run<K extends keyof Jobs>(
    job: K,
    input: Jobs[K]['in'],
    options: { ms: number; signal?: AbortSignal },
  ): Promise<Result<Jobs[K]['out']>>
}

export interface Codec {
  compress(bytes: Uint8Array): Uint8Array
  /** Throws when damaged, or when more than `limit` bytes would come out. */
  decompress(bytes: Uint8Array, limit: number): Uint8Array
  /** `before`: the sum of what stood before these bytes. */
  crc32(bytes: Uint8Array | string, before?: number): number
  /** SHA-256, hex. */
  sha256(bytes: Uint8Array | string): string
}

export interface Secrets {
  protection: 'system' | 'session' | 'file' | 'none'
  get(name: string): Promise<string | null>
  set(name: string, secret: string | null): Promise<Result<null>>
  /** The reader agrees to a file that only they can read: what is in memory goes there, and all that comes. Changes nothing
   * where there is something better. */
  keepInFile?(): Promise<Result<null>>
}

export interface Surroundings {
  online(): boolean
  onOnline(listener: (online: boolean) => void): () => void
  /** After sleep. */
  onWake(listener: () => void): () => void
  onOpen(listener: (address: string) => void): () => void
  announce?(announcement: Announcement): void
}

/** An inverted index that can be thrown away and made again at any time. Calls block for milliseconds. */
export interface TextIndex {
  /** Highest article id taken in; 0 when empty or just thrown away. */
  newest(): number
  put(rows: readonly { id: number; title: string; about: string; text: string }[]): void
  remove(ids: readonly number[]): void
  /** Ids, best first. `terms` are words or, with `prefix`, beginnings of words; all must be there. */
  find(
    terms: readonly { text: string; prefix: boolean; field: 'title' | 'about' | 'text' | null; not: boolean }[],
    limit: number,
  ): number[]
  clear(): void
  close(): void
}
