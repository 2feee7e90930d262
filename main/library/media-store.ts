// Pictures and sound on the disk, one file each, named after their address; what type they are stands behind the last byte,
// so that every picture viewer still reads them.
import type { MediaKey } from '../contract/models.ts'
import { DiskError, type Codec, type Files } from '../base/host.ts'
import type { MediaDraft } from './writes.ts'

const trailerBytes = 112
const typeBytes = 96
const magic = 'BSm1'
const writtenAtOnce = 256 * 1024
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const mediaFolder = (key: MediaKey): string => `media/${key.slice(0, 2)}`
export const mediaPath = (key: MediaKey): string => `${mediaFolder(key)}/${key}`

export class MediaStore {
  readonly #files: Files
  readonly #codec: Codec
  /** Kept or asked for while running: an article that shows them may still be on its way. */
  readonly fresh = new Set<MediaKey>()

  readonly #mayWrite: () => void

  /** `mayWrite` throws when the library is closed. */
  constructor(files: Files, codec: Codec, mayWrite: () => void = () => undefined) {
    this.#files = files
    this.#codec = codec
    this.#mayWrite = mayWrite
  }

  async has(key: MediaKey): Promise<{ type: string; bytes: number } | null> {
    const size = await this.#files.size(mediaPath(key))
    if (size === null || size < trailerBytes) return null
    const trailer = read(await this.#files.readAt(mediaPath(key), size - trailerBytes, trailerBytes))
    // Whoever asks is about to show it.
    if (trailer) this.fresh.add(key)
    return trailer && { type: trailer.type, bytes: size - trailerBytes }
  }

  async keep(key: MediaKey, type: string, bytes: Uint8Array): Promise<void> {
    this.#mayWrite()
    const all = new Uint8Array(bytes.length + trailerBytes)
    all.set(bytes)
    all.set(trailerOf(type, this.#codec.crc32(bytes)), bytes.length)
    this.fresh.add(key)
    await this.#files.replace(mediaPath(key), all)
  }

  /** One at a time for each key. What a crash leaves behind is taken away with the files that nobody shows. */
  async draft(key: MediaKey): Promise<MediaDraft> {
    this.#mayWrite()
    const path = `${mediaPath(key)}.part`
    if ((await this.#files.size(path)) !== null) await this.#files.remove(path)
    const file = await this.#files.openAppend(path)
    let sum = 0
    let pieces: Uint8Array[] = []
    let held = 0
    let isOpen = true
    let isThere = true
    const flush = async (): Promise<void> => {
      this.#mayWrite()
      // It is on its way: nobody takes it for something left behind.
      this.fresh.add(key)
      const bytes = joined(pieces, held)
      pieces = []
      held = 0
      sum = this.#codec.crc32(bytes, sum)
      await file.append(bytes)
    }
    const close = async (): Promise<void> => {
      if (isOpen) await file.close()
      isOpen = false
    }
    return {
      append: (bytes) => {
        pieces.push(bytes)
        held += bytes.length
        if (held >= writtenAtOnce) return flush()
      },
      keep: async (type) => {
        await flush()
        await file.append(trailerOf(type, sum))
        await file.sync()
        await close()
        await this.#files.rename(path, mediaPath(key))
        isThere = false
      },
      drop: async () => {
        try {
          await close()
          if (isThere) await this.#files.remove(path)
        } catch (error) {
          // A disk that takes nothing any more: the next sweep sees to it.
          if (!(error instanceof DiskError)) throw error
        }
      },
    }
  }

  /** null: not there, or damaged: then it is taken away, to be fetched again. */
  async read(key: MediaKey): Promise<{ type: string; bytes: Uint8Array } | null> {
    const all = await this.#files.read(mediaPath(key))
    if (!all) return null
    const trailer = all.length < trailerBytes ? null : read(all.subarray(-trailerBytes))
    const bytes = all.subarray(0, -trailerBytes)
    if (trailer && this.#codec.crc32(bytes) === trailer.sum) return { type: trailer.type, bytes }
    await this.#files.remove(mediaPath(key)).catch((error: unknown) => {
      // Read-only: it stays, and is nothing.
      if (!(error instanceof DiskError)) throw error
    })
    return null
  }

  async readAt(key: MediaKey, offset: number, length: number): Promise<Uint8Array> {
    const size = ((await this.#files.size(mediaPath(key))) ?? 0) - trailerBytes
    const wanted = Math.min(length, size - offset)
    return wanted > 0 ? this.#files.readAt(mediaPath(key), offset, wanted) : new Uint8Array()
  }
}

function trailerOf(type: string, sum: number): Uint8Array {
  const trailer = new Uint8Array(trailerBytes).fill(0x20)
  encoder.encodeInto(type, trailer.subarray(0, typeBytes))
  encoder.encodeInto(`${sum.toString(16).padStart(8, '0')}${magic}\n`, trailer.subarray(typeBytes))
  return trailer
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function read(trailer: Uint8Array): { type: string; sum: number } | null {
  const text = decoder.decode(trailer.subarray(typeBytes))
  const sum = /^([0-9a-f]{8})BSm1\n/.exec(text)?.[1]
  return sum === undefined
    ? null
    : { type: decoder.decode(trailer.subarray(0, typeBytes)).trimEnd(), sum: parseInt(sum, 16) }
}
