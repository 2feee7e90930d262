// The files in a shared folder: every computer appends to one of its own and reads those of the others, so that no two
// ever write the same file; and a copy of everything seen, kept at home, in case the folder goes back in time.
import { DiskError, type Files } from '../../base/host.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import type { ServiceContext } from '../service.ts'
import { Cells, readLine, type Line } from './cells.ts'

const FOLDER = 'broadsheet'
const MOST_DEVICES = 100
const MOST_BYTES = 300_000_000
const decoder = new TextDecoder()
const encoder = new TextEncoder()

export class SharedFolder {
  readonly cells = new Cells()
  device = ''
  readonly #context: ServiceContext
  readonly #path: string
  /** Below the library's folder. */
  readonly #home: string
  /** Size and time of what has been read of each file. */
  readonly #read = new Map<string, string>()
  #remembered = false
  /** What this computer has said, and may not lie in the folder yet. */
  #unsure = true

  constructor(context: ServiceContext, path: string) {
    this.#context = context
    this.#path = path
    this.#home = `sharing/${context.sha256(path).slice(0, 16)}`
  }

  /** Takes in what the others have said since; true: there was news. */
  async look(signal?: AbortSignal): Promise<Result<boolean>> {
    return this.#atTheFolder(async (files) => {
      await this.#remember()
      if (!(await this.#isAsLeft(files))) this.#unsure = true
      const names = (await files.list(FOLDER)).filter(({ name }) => /^[0-9a-f]{16}\.log$/.test(name))
      const news: Line[] = []
      for (const { name, size, modifiedAt } of names.slice(0, MOST_DEVICES)) {
        signal?.throwIfAborted()
        const state = `${size}:${modifiedAt}`
        if (this.#read.get(name) === state || size > MOST_BYTES) continue
        const bytes = await files.read(`${FOLDER}/${name}`)
        for (const line of bytes ? this.#lines(bytes) : []) if (this.cells.joinLine(line).length > 0) news.push(line)
        this.#read.set(name, state)
      }
      // Only this computer writes as this device, and at home first. If it has not, the library was copied to another one.
      if (news.some(([, device]) => device === this.device)) await this.#becomeAnother()
      if (news.length > 0) await this.#append(this.#context.home, `${this.#home}/seen.log`, news)
      if (this.#unsure) await this.#writeOwn(files)
      return news.length > 0
    })
  }

  /** Stored here, then in the folder; told again when the folder could not be written. */
  async say(make: (device: string) => Line[]): Promise<Result<null>> {
    return this.#atTheFolder(async (files) => {
      await this.#remember()
      const lines = make(this.device)
      for (const line of lines) this.cells.joinLine(line)
      await this.#append(this.#context.home, `${this.#home}/seen.log`, lines)
      if (this.#unsure || !(await this.#isAsLeft(files))) return (await this.#writeOwn(files), null)
      this.#unsure = true
      await this.#append(files, this.#own(), lines)
      this.#unsure = false
      await this.#noteOwn(files)
      return null
    })
  }

  async #atTheFolder<T>(work: (files: Files) => Promise<T>): Promise<Result<T>> {
    const files = await this.#context.folder(this.#path)
    if (!files) return fail({ kind: 'diskFailed', path: this.#path, code: 'ENOENT' })
    try {
      return ok(await work(files))
    } catch (error) {
      this.#unsure = true
      if (error instanceof DiskError) return fail(error.problem)
      throw error
    }
  }

  async #remember(): Promise<void> {
    if (this.#remembered) return
    const { home } = this.#context
    const known = await home.read(`${this.#home}/device`)
    const device = known ? decoder.decode(known).trim() : ''
    if (/^[0-9a-f]{16}$/.test(device)) this.device = device
    else await this.#becomeAnother()
    const bytes = await home.read(`${this.#home}/seen.log`)
    const lines = bytes ? this.#lines(bytes) : []
    for (const line of lines) this.cells.joinLine(line)
    const fewest = this.cells.lines()
    if (bytes && bytes.length > 100_000 && lines.length > 2 * fewest.length)
      await home.replace(`${this.#home}/seen.log`, this.#text(fewest))
    this.#remembered = true
  }

  async #becomeAnother(): Promise<void> {
    this.device = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
    await this.#context.home.replace(`${this.#home}/device`, this.device)
    this.#unsure = true
  }

  /** The own file says all that this computer has said: after a start, and when the folder has lost some of it. */
  async #writeOwn(files: Files): Promise<void> {
    const own = this.cells.lines(this.device)
    const bytes = await files.read(this.#own())
    const there = new Cells()
    for (const line of bytes ? this.#lines(bytes) : []) there.joinLine(line)
    const lacks = own.some(([at, device, key, , about]) =>
      (typeof about === 'string' ? [about] : about).some((id) => {
        const cell = there.get(`${key} ${id}`)
        return cell?.at !== at || cell.device !== device
      }),
    )
    if (lacks) await files.replace(this.#own(), this.#text(own))
    this.#unsure = false
    await this.#noteOwn(files)
  }

  async #noteOwn(files: Files): Promise<void> {
    const state = await this.#ownState(files)
    if (state !== undefined) this.#read.set(`${this.device}.log`, state)
  }

  /** Whoever carries the folder may have put an older one in its place. */
  async #isAsLeft(files: Files): Promise<boolean> {
    return (await this.#ownState(files)) === this.#read.get(`${this.device}.log`)
  }

  async #ownState(files: Files): Promise<string | undefined> {
    const entry = (await files.list(FOLDER)).find(({ name }) => name === `${this.device}.log`)
    return entry && `${entry.size}:${entry.modifiedAt}`
  }

  #own(): string {
    return `${FOLDER}/${this.device}.log`
  }

  async #append(files: Files, path: string, lines: readonly Line[]): Promise<void> {
    const file = await files.openAppend(path)
    try {
      // A line that was cut off before does not take this one with it.
      await file.append(file.size > 0 ? `\n${this.#text(lines)}` : this.#text(lines))
      await file.sync()
    } finally {
      await file.close()
    }
  }

  #text(lines: readonly Line[]): string {
    return lines
      .map((line) => JSON.stringify(line))
      .map((json) => `${this.#context.sha256(json).slice(0, 8)} ${json}\n`)
      .join('')
  }

  /** Whole lines only: what is still on its way comes with the next look. */
  #lines(bytes: Uint8Array): Line[] {
    const lines: Line[] = []
    for (const text of decoder.decode(bytes).split('\n')) {
      const json = text.slice(9)
      if (text[8] !== ' ' || this.#context.sha256(json).slice(0, 8) !== text.slice(0, 8)) continue
      const line = readLine(json)
      if (line) lines.push(line)
    }
    return lines
  }

  /** Whether this folder can be used at all. */
  async probe(): Promise<Result<null>> {
    return this.#atTheFolder(async (files) => {
      const path = `${FOLDER}/probe-${crypto.randomUUID().slice(0, 8)}`
      await files.replace(path, encoder.encode('Broadsheet was here.'))
      await files.remove(path)
      return null
    })
  }
}
