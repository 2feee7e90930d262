// Turns what feeds and pages wrote into what may be stored and shown.
import type { CleanedPiece } from '../base/jobs.ts'
import type { RawHtml } from '../contract/models.ts'
import { cleanFast } from './fast-clean.ts'
import { cleanFully } from './full-clean.ts'
import { Writer } from './writer.ts'

export interface Piece {
  html: RawHtml
  baseUrl: string | null
}

/** More than any article; what comes after is left out. */
const longest = 8_000_000

export function cleanPieces(pieces: readonly Piece[], sha256: (text: string) => string): CleanedPiece[] {
  return pieces.map((piece) => cleanPiece(piece, sha256))
}

export function cleanPiece(piece: Piece, sha256: (text: string) => string): CleanedPiece {
  const html = normalLines(piece.html.length > longest ? piece.html.slice(0, longest) : piece.html)
  const base = piece.baseUrl && isBase(piece.baseUrl) ? piece.baseUrl : null
  const fast = new Writer(base, sha256)
  if (cleanFast(html, fast)) return fast.finish()
  const full = new Writer(base, sha256)
  cleanFully(html, full)
  return full.finish()
}

const isBase = (url: string) => /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?(?:[/?#]|$)/i.test(url) || URL.canParse(url)

/** As every HTML reader does first. */
export const normalLines = (html: string): string => (html.includes('\r') ? html.replace(/\r\n?/g, '\n') : html)
