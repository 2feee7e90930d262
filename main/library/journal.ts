// The journal: what has been done since the last snapshot, one short checked line for every apply.
import type { AppendFile, Codec, Files } from '../base/host.ts'
import type { Deed } from './deeds.ts'

export interface Entry {
  seq: number
  deeds: Deed[]
}

export interface Reading {
  entries: Entry[]
  /** Lines that were damaged and left out. */
  lost: number
  /** The file ended in the middle of a line, or in rubbish, which has never been acknowledged. */
  torn: string | null
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const newline = 10

const journalPath = (first: number): string => `journal/${String(first).padStart(12, '0')}.journal`

export class Journal {
  readonly #files: Files
  readonly #codec: Codec
  /** First sequence number of every file there is, ascending. */
  #firsts: number[] = []
  #open: AppendFile | null = null
  /** Bytes of good lines in the last file. */
  size = 0
  #cut = false
  /** The last line that was written. */
  seq = 0

  constructor(files: Files, codec: Codec) {
    this.#files = files
    this.#codec = codec
  }

  /** Reads all entries after `after`. `everything`: also those that the last snapshot has already. */
  async read(after: number, everything: boolean): Promise<Reading> {
    const names = await this.#files.list('journal')
    this.#firsts = names
      .map(({ name }) => /^(\d{12})\.journal$/.exec(name)?.[1])
      .filter((digits) => digits !== undefined)
      .map(Number)
      .sort((a, b) => a - b)
    const reading: Reading = { entries: [], lost: 0, torn: null }
    this.seq = everything ? 0 : after
    for (const [index, first] of this.#firsts.entries()) {
      const next = this.#firsts[index + 1]
      if (!everything && next !== undefined && next <= after + 1) continue
      // What a library begins with when its own file is lost knows nothing of what journals there were.
      if (after > 0) reading.lost += missing(this.seq, first, after)
      this.seq = Math.max(this.seq, first - 1)
      const isLast = next === undefined
      await this.#readFile(journalPath(first), isLast, everything ? 0 : after, reading)
    }
    this.seq = Math.max(this.seq, after)
    return reading
  }

  async #readFile(path: string, isLast: boolean, after: number, reading: Reading): Promise<void> {
    const bytes = (await this.#files.read(path)) ?? new Uint8Array()
    let good = 0
    for (let start = 0; start < bytes.length;) {
      const found = bytes.indexOf(newline, start)
      const end = found < 0 ? bytes.length : found
      const entry = found < 0 ? null : this.#entry(bytes.subarray(start, end))
      if (entry) {
        reading.lost += missing(this.seq, entry.seq, after)
        this.seq = Math.max(this.seq, entry.seq)
        if (entry.seq > after) reading.entries.push(entry)
        good = end + 1
      }
      start = end + 1
    }
    if (isLast) this.size = good
    if (good < bytes.length) {
      // Behind the last good line of the last file is what was being written when the power went; of others, the next tells.
      reading.torn = path
      this.#cut ||= isLast
    }
  }

  #entry(line: Uint8Array): Entry | null {
    const text = decoder.decode(line)
    const [, sum, rest] = /^([0-9a-f]{8}) (\d+ \[.*)$/s.exec(text) ?? []
    if (sum === undefined || rest === undefined || checksum(this.#codec, rest) !== sum) return null
    const space = rest.indexOf(' ')
    return { seq: Number(rest.slice(0, space)), deeds: JSON.parse(rest.slice(space + 1)) as Deed[] }
  }

  /** One line each, all durable when it resolves; nothing stays when it throws. */
  async append(entries: readonly Deed[][]): Promise<void> {
    let seq = this.seq
    const lines = entries.map((deeds) => {
      const rest = `${++seq} ${JSON.stringify(deeds)}`
      return `${checksum(this.#codec, rest)} ${rest}\n`
    })
    const bytes = encoder.encode(lines.join(''))
    try {
      await this.#ready()
      await this.#open?.append(bytes)
      await this.#open?.sync()
    } catch (error) {
      this.#cut = true
      await this.#cutTail().catch(() => {
        // The next append cuts first, and fails as this one did while it cannot.
      })
      throw error
    }
    this.size += bytes.length
    this.seq = seq
  }

  async #ready(): Promise<void> {
    await this.#cutTail()
    if (this.#firsts.length === 0) {
      this.#firsts.push(this.seq + 1)
      this.size = 0
    }
    this.#open ??= await this.#files.openAppend(this.#path())
  }

  #path(): string {
    return journalPath(this.#firsts.at(-1) ?? 1)
  }

  async #cutTail(): Promise<void> {
    if (!this.#cut) return
    await this.close()
    if (((await this.#files.size(this.#path())) ?? 0) > this.size) await this.#files.truncate(this.#path(), this.size)
    this.#cut = false
  }

  /** A snapshot holds everything so far: what follows goes to a new file. The file before stays, for the snapshot
   * before; older ones go. */
  async turnOver(): Promise<void> {
    // A line that was refused would otherwise stay in the old file, with the number of the next.
    await this.#cutTail()
    if (this.#firsts.at(-1) !== this.seq + 1) {
      await this.close()
      // The file is there from now on: it tells the next start that all before it is in the snapshot.
      this.#open = await this.#files.openAppend(journalPath(this.seq + 1))
      this.#firsts.push(this.seq + 1)
      this.size = 0
    }
    while (this.#firsts.length > 2) {
      await this.#files.remove(journalPath(this.#firsts[0] ?? 0))
      this.#firsts.shift()
    }
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.close()
  }
}

/** How many lines after `after` must have been between these two. */
const missing = (last: number, next: number, after: number): number => Math.max(0, next - Math.max(last, after) - 1)

const checksum = (codec: Codec, text: string): string => codec.crc32(text).toString(16).padStart(8, '0')
