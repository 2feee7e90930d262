// One picture, one name: the same address gives the same file, whichever article shows it.
import type { MediaKey } from '../contract/models.ts'

/** First 128 bits of the SHA-256 of the absolute address, hex. */
export const mediaKey = (url: string, sha256: (text: string) => string): MediaKey => sha256(url).slice(0, 32)

export const isMediaKey = (text: string): text is MediaKey => /^[0-9a-f]{32}$/.test(text)
