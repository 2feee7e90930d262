// What the command line writes: answers to stdout, everything else to stderr, and nothing that steers the terminal.
import type { Progress } from '../../contract/models.ts'
import { megabytes } from './words.ts'

export const print = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))

/** Feeds are written by strangers: an escape sequence in a headline could rewrite the screen. */
// eslint-disable-next-line no-control-regex
export const harmless = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')
export const oneLine = (text: string): string => harmless(text).replace(/\s+/g, ' ').trim()

export function say(text: string): void {
  clearLine()
  process.stderr.write(`${harmless(text)}\n`)
}

let shown = false
function clearLine(): void {
  if (shown) process.stderr.write('\r\u001b[K')
  shown = false
}

const names: Record<Progress['task'], string> = {
  refresh: 'Refreshing',
  takeAlong: 'Taking along',
  import: 'Importing',
  retention: 'Tidying up',
  backup: 'Backing up',
  sync: 'Syncing',
}

/** One line that changes, where somebody can see it change. */
export function showProgress(progress: readonly Progress[]): void {
  if (!process.stderr.isTTY) return
  clearLine()
  const [first] = progress
  if (!first) return
  const parts = [`${names[first.task]}: ${first.done} of ${first.total}`]
  if (first.newArticles > 0) parts.push(`${first.newArticles} new`)
  if (first.bytes > 0) parts.push(megabytes(first.bytes))
  if (first.failed > 0) parts.push(`${first.failed} failed`)
  process.stderr.write(parts.join(', '))
  shown = true
}

/** Columns as wide as what stands in them; the last one runs free. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

export function endQuietlyWhenNobodyReads(): void {
  // `broadsheet list | head` closes the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}
