// The text of the articles: append-only files of compressed frames, each holding the whole records of a few articles.
import type { ArticleId } from '../contract/models.ts'
import { unlessMissing, type AppendFile, type Codec, type Files } from '../base/host.ts'
import { frameHeader, frameHeaderBytes, framesOf, openFrame, packFrame } from './frame.ts'

/** Where a record lies. `size` is its share of the frame's bytes on the disk. */
export interface Place {
  file: number
  offset: number
  size: number
}

export interface RecordLine {
  id: ArticleId
  /** No newline inside. */
  line: string
}

/** Records that share a frame compress better together; more than this makes reading one of them slow. */
const frameRaw = 64 * 1024
/** Read at once: most frames are smaller. */
const firstRead = 32 * 1024

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const contentPath = (file: number): string => `content/${String(file).padStart(5, '0')}.records`

export class Content {
  readonly #files: Files
  readonly #codec: Codec
  readonly #fileBytes: number
  #file = 1
  #open: AppendFile | null = null
  /** Good bytes in the current file. */
  #size = 0
  #cut = false
  #last: { file: number; offset: number; text: string } | null = null

  constructor(files: Files, codec: Codec, fileBytes: number) {
    this.#files = files
    this.#codec = codec
    this.#fileBytes = fileBytes
  }

  /** Goes on behind everything that is there. */
  async openEnd(): Promise<void> {
    const numbers = await this.numbers()
    this.#file = Math.max(1, ...numbers)
    this.#size = (await this.#files.size(contentPath(this.#file))) ?? 0
  }

  get current(): number {
    return this.#file
  }

  async numbers(): Promise<number[]> {
    const names = await this.#files.list('content')
    return names
      .map(({ name }) => /^(\d{5})\.records$/.exec(name)?.[1])
      .filter((digits) => digits !== undefined)
      .map(Number)
      .sort((a, b) => a - b)
  }

  /** Adds records durably; answers with a place for each. Nothing stays when it
   * throws. */
  async append(records: readonly RecordLine[]): Promise<{ places: Place[]; undo: () => Promise<void> }> {
    if (records.length === 0) return { places: [], undo: async () => undefined }
    await this.#ready()
    const before = this.#size
    const places: Place[] = []
    const frames: Uint8Array[] = []
    let offset = before
    for (const group of grouped(records)) {
      const raw = encoder.encode(group.join('\n'))
      const frame = packFrame('records', raw, this.#codec)
      const letters = group.reduce((sum, line) => sum + line.length, 0)
      for (const line of group) {
        places.push({ file: this.#file, offset, size: Math.max(1, Math.round((line.length / letters) * frame.length)) })
      }
      frames.push(frame)
      offset += frame.length
    }
    try {
      await this.#open?.append(joined(frames, offset - before))
      await this.#open?.sync()
    } catch (error) {
      this.#cut = true
      throw error
    }
    this.#size = offset
    return {
      places,
      undo: async () => {
        this.#size = before
        this.#cut = true
        await this.#cutTail().catch(() => {
          // The next append cuts first, and fails while it cannot.
        })
      },
    }
  }

  async #ready(): Promise<void> {
    await this.#cutTail()
    if (this.#size >= this.#fileBytes) await this.turnOver()
    this.#open ??= await this.#files.openAppend(contentPath(this.#file))
  }

  /** Takes away what a failed write has left, so that the space is free again. */
  async #cutTail(): Promise<void> {
    if (!this.#cut) return
    this.#last = null
    await this.close()
    if (((await this.#files.size(contentPath(this.#file))) ?? 0) > this.#size) {
      await this.#files.truncate(contentPath(this.#file), this.#size)
    }
    this.#cut = false
  }

  /** From now on write to a file that has no garbage yet. */
  async turnOver(): Promise<void> {
    if (this.#size === 0) return
    await this.#cutTail()
    await this.close()
    this.#file++
    this.#size = 0
  }

  /** The line of this record; null: damaged or gone. */
  async line(id: number, place: { file: number; offset: number }): Promise<string | null> {
    const text = await this.#text(place)
    if (text === null) return null
    const start = `{"id":${id},`
    const at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1
    if (at === 0 && !text.startsWith(start)) return null
    const end = text.indexOf('\n', at)
    return text.slice(at, end < 0 ? undefined : end)
  }

  async #text({ file, offset }: { file: number; offset: number }): Promise<string | null> {
    if (this.#last?.file === file && this.#last.offset === offset) return this.#last.text
    const path = contentPath(file)
    const first = await this.#files.readAt(path, offset, firstRead).catch(unlessMissing)
    if (!first) return null
    const header = frameHeader(first)
    if (!header) return null
    const length = frameHeaderBytes + header.packed
    const whole = length <= first.length ? first : await this.#files.readAt(path, offset, length).catch(unlessMissing)
    if (!whole) return null
    const raw = openFrame(whole, this.#codec)
    if (!raw) return null
    const text = decoder.decode(raw)
    this.#last = { file, offset, text }
    return text
  }

  /** Every record line of a file that can still be read, with its place. */
  async *lines(file: number): AsyncGenerator<{ line: string; place: Place }> {
    const bytes = await this.#files.read(contentPath(file))
    if (!bytes) return
    for (const { kind, offset, length, raw } of framesOf(bytes, this.#codec)) {
      if (kind !== 'records') continue
      const lines = decoder.decode(raw).split('\n')
      const letters = lines.reduce((sum, line) => sum + line.length, 0)
      for (const line of lines) {
        yield { line, place: { file, offset, size: Math.max(1, Math.round((line.length / letters) * length)) } }
      }
    }
  }

  async remove(file: number): Promise<void> {
    await this.#files.remove(contentPath(file))
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.close()
  }
}

/** Two records of one article never share a frame: it is found there by its id. */
function* grouped(records: readonly RecordLine[]): Generator<string[]> {
  let group: string[] = []
  let ids = new Set<ArticleId>()
  let letters = 0
  for (const { id, line } of records) {
    if (group.length > 0 && (letters + line.length > frameRaw || ids.has(id))) {
      yield group
      group = []
      ids = new Set()
      letters = 0
    }
    group.push(line)
    ids.add(id)
    letters += line.length
  }
  if (group.length > 0) yield group
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
