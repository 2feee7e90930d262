// The door to extraction: HTML as somebody wrote it goes in, articles that may be stored and shown come out.
export { cleanBriefly } from './brief.ts'
export { cleanPieces, type Piece } from './clean.ts'
export { extractPage } from './page.ts'
export { countWords } from './words.ts'
