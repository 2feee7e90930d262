// Cleaned fragments without the text that the html holds already: half as much to hand from thread to thread.
import type { BriefPiece } from '../base/jobs.ts'
import { cleanPiece, type Piece } from './clean.ts'

export function cleanBriefly(pieces: readonly Piece[], sha256: (text: string) => string): BriefPiece[] {
  return pieces.map((piece) => {
    const { text, ...rest } = cleanPiece(piece, sha256)
    return { ...rest, beginning: text.slice(0, 1000), ending: text.slice(-60) }
  })
}
