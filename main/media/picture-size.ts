// How large a picture is, read from the beginning of its file; nothing is decoded. Runs in a worker: headers are hostile too.
import { imageSize } from 'image-size'

/** Pixels; null: not the beginning of a picture, or not enough of it. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    const { width, height } = imageSize(bytes)
    return width > 0 && height > 0 ? { width, height } : null
  } catch {
    return null // Not a whole header.
  }
}
