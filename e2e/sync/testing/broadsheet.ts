// A Broadsheet as tests use it: asked by name like any other, with articles called by their addresses, which are the same
// on every side.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Bridge } from '../../../main/contract/bridge.ts'
import type { CommandName, In, Out } from '../../../main/contract/commands.ts'
import type { Account, ArticleHead, ArticleId, Feed, Folder, Snapshot } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { openHere, type Opening } from './open-here.ts'

/** 'read http://…' or 'saved http://…'. */
export type Mark = `${'read' | 'saved'} ${string}`
export type Marks = Map<Mark, boolean>

export interface Running {
  run: Bridge['run']
  close(): Promise<void>
}

export interface SignIn {
  service: In<'accounts.signIn'>['service']
  preset: string
  address: string
  user: string
  secret: string
  shareFeeds?: boolean
}

/** Command that was refused, with what it said. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(name: CommandName, problem: Problem) {
    super(`${name}: ${JSON.stringify(problem)}`)
    this.problem = problem
  }
}

export class Broadsheet {
  readonly library: string
  accountId = 0
  readonly #urls = new Map<ArticleId, string>()
  #running: Running

  constructor(library: string, running: Running) {
    this.library = library
    this.#running = running
  }

  static async open(opening: Partial<Opening> = {}): Promise<Broadsheet> {
    const library = opening.library ?? newFolder()
    return new Broadsheet(library, await openHere({ ...opening, library }))
  }

  close = (): Promise<void> => this.#running.close()

  /** The same library in another process, or in the same one once more. */
  reopenWith(running: Running): void {
    this.#running = running
  }

  async ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
    const answer = await this.#running.run(name, input)
    if (!answer.ok) throw new Refused(name, answer.problem)
    return answer.value
  }

  async problemOf<K extends CommandName>(name: K, input: In<K>): Promise<Problem | null> {
    const answer = await this.#running.run(name, input)
    return answer.ok ? null : answer.problem
  }

  async signIn(form: SignIn): Promise<Account> {
    const account = await this.ask('accounts.signIn', form)
    this.accountId = account.id
    return account
  }

  snapshot = (): Promise<Snapshot> => this.ask('app.snapshot', {})

  /** What went wrong; null: all is in step. */
  async tryToSync(complete: 'wait' | 'none' = 'none'): Promise<Problem | null> {
    const { accounts } = await this.ask('accounts.sync', { ids: [this.accountId], wait: true, complete })
    return accounts.find(({ id }) => id === this.accountId)?.problem ?? null
  }

  async sync(complete: 'wait' | 'none' = 'none'): Promise<void> {
    const problem = await this.tryToSync(complete)
    if (problem) throw new Error(`not synced: ${JSON.stringify(problem)}`)
  }

  async heads(): Promise<ArticleHead[]> {
    const { ids } = await this.ask('articles.list', {
      query: { scope: { kind: 'all' }, show: 'all', order: 'oldest' },
    })
    const heads: ArticleHead[] = []
    for (let start = 0; start < ids.length; start += 500)
      heads.push(...(await this.ask('articles.heads', { ids: ids.slice(start, start + 500) })))
    for (const { id, url } of heads) this.#urls.set(id, url ?? '')
    return heads
  }

  async marks(): Promise<Marks> {
    const marks: Marks = new Map()
    for (const { url, read, saved } of await this.heads()) {
      if (marks.has(`read ${url}`)) throw new Error(`twice here: ${url}`)
      marks.set(`read ${url}`, read).set(`saved ${url}`, saved)
    }
    return marks
  }

  async mark(marks: Iterable<[Mark, boolean]>): Promise<void> {
    const ids = await this.#ids()
    for (const [mark, value] of marks) {
      const [key, url] = keyAndUrl(mark)
      const id = ids.get(url)
      if (id === undefined) throw new Error(`not here: ${url}`)
      await this.ask('articles.mark', { ids: [id], [key]: value })
    }
  }

  async #ids(): Promise<Map<string, ArticleId>> {
    if (this.#urls.size === 0) await this.heads()
    return new Map([...this.#urls].map(([id, url]) => [url, id]))
  }

  /** Marks that wait to be told. */
  async waiting(): Promise<Marks> {
    const { waiting, totals } = await this.ask('accounts.outbox', { limit: 1000 })
    if (totals.waiting > 1000) throw new Error('more waits than can be looked at')
    if (waiting.some(({ change }) => change.on === 'article' && !this.#urls.has(change.id))) await this.heads()
    const marks: Marks = new Map()
    for (const { change } of waiting) {
      if (change.on !== 'article' || change.key === 'label') continue
      const mark: Mark = `${change.key} ${this.#urls.get(change.id) ?? change.id}`
      if (marks.has(mark)) throw new Error(`waits twice: ${mark}`)
      marks.set(mark, change.value)
    }
    return marks
  }

  totals = async (): Promise<{ waiting: number; refused: number }> => (await this.ask('accounts.outbox', {})).totals

  feeds = async (): Promise<Feed[]> => (await this.snapshot()).feeds
  folders = async (): Promise<Folder[]> => (await this.snapshot()).folders

  /** Title of each feed (what the reader calls it) and of the folder it lies in. */
  async tree(): Promise<string[]> {
    const { feeds, folders } = await this.snapshot()
    return feeds
      .map(({ title, ownTitle, folderId }) => {
        const folder = folders.find(({ id }) => id === folderId)
        return `${folder ? `${folder.title} / ` : ''}${ownTitle ?? title}`
      })
      .toSorted()
  }
}

export function keyAndUrl(mark: Mark): ['read' | 'saved', string] {
  const at = mark.indexOf(' ')
  return [mark.slice(0, at) as 'read' | 'saved', mark.slice(at + 1)]
}

/** Removed when the test ends, after all that it has closed. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-sync-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
