// A backup: one file with the catalogue, the register (so the reading state of everything) and the text of what is saved.
import type { ArticleId, Instant } from '../contract/models.ts'
import type { Codec, Files } from '../base/host.ts'
import type { CatalogueData } from './catalogue.ts'
import { decodeColumns, encodeColumns, keysLayout, stateLayout, type KeyColumns, type StateColumns } from './columns.ts'
import { frameHeader, frameHeaderBytes, framesOf, openFrame, packFrame, type FrameKind } from './frame.ts'
import { noKeys, pageBits, pageRows, type Keys, type Register } from './register.ts'
import { readRecord, type ArticleRecord } from './record.ts'

export interface BackupTitle {
  version: 1
  library: string
  at: Instant
  /** Higher than that of every backup there was: clocks jump. Missing in the first ones ever made. */
  serial?: number
  articles: number
  feeds: number
}

export interface BackupContent {
  title: BackupTitle
  catalogue: CatalogueData
  pages: { state: StateColumns; keys: KeyColumns; rows: number }[]
  saved: ArticleRecord[]
}

export const backupPath = (name: string): string => `backups/${name}`

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const json = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value))

/** `register.loadKeys` has been called. */
export function encodeBackup(
  content: { title: BackupTitle; catalogue: CatalogueData; register: Register; saved: readonly string[] },
  codec: Codec,
): Uint8Array {
  const parts: Uint8Array[] = []
  const put = (kind: FrameKind, raw: Uint8Array): void => void parts.push(packFrame(kind, raw, codec))
  put('title', json(content.title))
  put('catalogue', json(content.catalogue))
  for (const { number, state, rows } of content.register.pages) {
    put('state', encodeColumns(stateLayout, state, rows, codec))
    put('keys', encodeColumns(keysLayout, content.register.keyColumns(number), rows, codec))
  }
  for (let at = 0; at < content.saved.length; at += 32)
    put('records', encoder.encode(content.saved.slice(at, at + 32).join('\n')))
  // Says that it is whole.
  put('title', json(content.title))
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}

/** null: damaged, or not a backup. */
export function decodeBackup(bytes: Uint8Array, codec: Codec): BackupContent | null {
  const frames = [...framesOf(bytes, codec)]
  const [first, second] = frames
  if (
    frames.some(({ kind }) => kind === 'lost') ||
    first?.kind !== 'title' ||
    second?.kind !== 'catalogue' ||
    frames.at(-1)?.kind !== 'title' ||
    frames.length < 3
  ) {
    return null
  }
  const content: BackupContent = {
    title: JSON.parse(decoder.decode(first.raw)) as BackupTitle,
    catalogue: JSON.parse(decoder.decode(second.raw)) as CatalogueData,
    pages: [],
    saved: [],
  }
  for (const [index, { kind, raw }] of frames.entries()) {
    if (kind === 'records')
      content.saved.push(
        ...decoder
          .decode(raw)
          .split('\n')
          .map(readRecord)
          .filter((record) => record !== null),
      )
    if (kind !== 'state') continue
    const state = decodeColumns(stateLayout, raw, pageRows, codec)
    const next = frames[index + 1]
    const keys = next?.kind === 'keys' ? decodeColumns(keysLayout, next.raw, pageRows, codec) : null
    if (!state || !keys) return null
    content.pages.push({ state: state.columns, keys: keys.columns, rows: state.rows })
  }
  return content
}

/** How much of a file `backupTitle` needs. */
export const titleBytes = 4096

export function backupTitle(beginning: Uint8Array, codec: Codec): BackupTitle | null {
  const header = frameHeader(beginning)
  if (header?.kind !== 'title' || frameHeaderBytes + header.packed > beginning.length) return null
  const raw = openFrame(beginning, codec)
  return raw && (JSON.parse(decoder.decode(raw)) as BackupTitle)
}

export interface BackupFile {
  name: string
  bytes: number
  /** null: damaged. */
  title: BackupTitle | null
}

const namePattern = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}\.backup$/
export const isBackupName = (name: string): boolean => namePattern.test(name)

/** All there are, the one made last first, whatever the clock said then. */
export async function backupFiles(files: Files, codec: Codec): Promise<BackupFile[]> {
  const found: BackupFile[] = []
  for (const { name, size, folder } of await files.list('backups')) {
    if (folder || !isBackupName(name)) continue
    const beginning = await files.readAt(backupPath(name), 0, Math.min(size, titleBytes))
    found.push({ name, bytes: size, title: backupTitle(beginning, codec) })
  }
  const serial = ({ title }: BackupFile): number => title?.serial ?? 0
  return found.sort((a, b) => serial(b) - serial(a) || (a.name < b.name ? 1 : -1))
}

export interface BackupRow {
  id: ArticleId
  feed: number
  arrived: Instant
  sort: number
  flags: number
  position: number
  keys: Keys
}

/** Every row that was an article. */
export function* backupRows({ pages }: BackupContent): Generator<BackupRow> {
  for (const [number, { state, keys, rows }] of pages.entries()) {
    for (let row = 0; row < rows; row++) {
      if (!state.flags[row]) continue
      yield {
        id: (number << pageBits) + row,
        feed: state.feed[row] ?? 0,
        arrived: state.arrived[row] ?? 0,
        sort: state.sort[row] ?? 0,
        flags: state.flags[row] ?? 0,
        position: state.position[row] ?? 0,
        keys: keysAt(keys, row),
      }
    }
  }
}

function keysAt(columns: KeyColumns, row: number): Keys {
  const keys = noKeys()
  for (const [name] of keysLayout) keys[name] = columns[name][row] ?? 0
  return keys
}
