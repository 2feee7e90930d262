// Commands about a file that need no library: read a feed, an article page, a piece of HTML.
import { createHash } from 'node:crypto'
import type { RawHtml } from '../../contract/models.ts'
import type { Line } from './cli.ts'
import { readInput } from './input.ts'
import { valueOf } from './session.ts'
import { print, printJson } from './terminal.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface FileOptions {
  url?: string
  contentType?: string
  json?: boolean
}

/** Keys under which the models keep instants. */
const instants = new Set(['published', 'updated', 'created', 'expires', 'base', 'publishedAt', 'updatedAt'])

/** Instants as ISO 8601. */
export function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'number' && instants.has(key) ? isoDate(inner) : withDates(inner),
    ]),
  )
}

function isoDate(instant: number): string | null {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

export function addFileCommands({ command }: Line): void {
  command('parse <file>', 'print a feed as JSON, whatever its format (- is stdin)')
    .option('--url <url>', 'the address it came from')
    .option('--content-type <type>', 'what the server said it is')
    .action(async (file: string, options: FileOptions) => {
      const bytes = valueOf(await readInput(file))
      const { parseFeed } = await import('../../feeds/parse/parse.ts')
      const hints = { contentType: options.contentType ?? null, url: options.url ?? '' }
      printJson(withDates(valueOf(parseFeed(bytes, hints))))
    })

  command('extract <file>', 'print the article of a page as JSON (- is stdin)')
    .requiredOption('--url <url>', 'the address it came from')
    .option('--content-type <type>', 'what the server said it is')
    .action(async (file: string, options: FileOptions) => {
      const bytes = valueOf(await readInput(file))
      const { extractPage } = await import('../../extraction/extraction.ts')
      const input = { bytes, contentType: options.contentType ?? null, url: options.url ?? '' }
      printJson(withDates(extractPage(input, sha256)))
    })

  command('sanitize <file>', 'print HTML as it may be stored and shown (- is stdin)')
    .option('--url <url>', 'the address relative links start from')
    .action(async (file: string, options: FileOptions) => {
      const bytes = valueOf(await readInput(file))
      const { cleanPieces } = await import('../../extraction/extraction.ts')
      const html = new TextDecoder().decode(bytes) as RawHtml
      const [piece] = cleanPieces([{ html, baseUrl: options.url ?? null }], sha256)
      if (options.json) printJson(piece ?? null)
      else print(piece?.html ?? '')
    })
}
