// Pictures and sound on the disk, one file each, named after their address; what type they are stands behind the last byte,
// so that every picture viewer still reads them.
import type { MediaKey } from '../contract/models.ts'
import { DiskError, type Codec, type Files } from '../base/host.ts'

const trailerBytes = 112
const typeBytes = 96
const magic = 'BSm1'
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
    const trailer = all.subarray(bytes.length)
    trailer.fill(0x20)
    encoder.encodeInto(type, trailer.subarray(0, typeBytes))
    encoder.encodeInto(
      `${this.#codec.crc32(bytes).toString(16).padStart(8, '0')}${magic}\n`,
      trailer.subarray(typeBytes),
    )
    this.fresh.add(key)
    await this.#files.replace(mediaPath(key), all)
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

function read(trailer: Uint8Array): { type: string; sum: number } | null {
  const text = decoder.decode(trailer.subarray(typeBytes))
  const sum = /^([0-9a-f]{8})BSm1\n/.exec(text)?.[1]
  return sum === undefined
    ? null
    : { type: decoder.decode(trailer.subarray(0, typeBytes)).trimEnd(), sum: parseInt(sum, 16) }
}
