// Somebody else at the same Miniflux, in its own window: acts at once, and knows nothing of Broadsheet.
import type { Miniflux } from './miniflux.ts'
import { basic, type Login } from './miniflux-logins.ts'
import { quote } from './postgres.ts'

export interface WebFeed {
  id: number
  title: string
  feed_url: string
  category: { id: number; title: string }
  parsing_error_count: number
}

export interface WebEntry {
  id: number
  feed_id: number
  title: string
  url: string
  hash: string
  status: 'read' | 'unread'
  starred: boolean
}

const PAGE = 1000

export class MinifluxWeb {
  readonly #url: string
  #login: Login

  constructor(url: string, login: Login) {
    this.#url = url
    this.#login = login
  }

  feeds = (): Promise<WebFeed[]> => this.#ask('GET', '/feeds')
  categories = (): Promise<{ id: number; title: string }[]> => this.#ask('GET', '/categories')

  /** All that match, oldest id first. `query`: status=unread, starred=true, feed_id=3… */
  async entries(query = ''): Promise<WebEntry[]> {
    const all: WebEntry[] = []
    for (;;) {
      const after = all.at(-1)?.id ?? 0
      const path = `/entries?order=id&direction=asc&limit=${PAGE}&after_entry_id=${after}&${query}`
      const { entries } = await this.#ask<{ entries: WebEntry[] }>('GET', path)
      all.push(...entries)
      if (entries.length < PAGE) return all
    }
  }
  entry = (id: number): Promise<WebEntry> => this.#ask('GET', `/entries/${id}`)
  unreadIds = async (): Promise<number[]> => (await this.entries('status=unread')).map((entry) => entry.id)
  starredIds = async (): Promise<number[]> => (await this.entries('starred=true')).map((entry) => entry.id)

  async mark(ids: number[], status: 'read' | 'unread'): Promise<void> {
    await this.#ask('PUT', '/entries', { entry_ids: ids, status })
  }

  /** A click on the star: what is starred is so no longer. */
  async toggleStar(id: number): Promise<void> {
    await this.#ask('PUT', `/entries/${id}/bookmark`)
  }

  async setStarred(ids: number[], starred: boolean): Promise<void> {
    for (const id of ids) if ((await this.entry(id)).starred !== starred) await this.toggleStar(id)
  }

  /** Its articles are there when this returns. Without a category it is in the first one. */
  async addFeed(url: string, categoryId?: number): Promise<number> {
    const category = categoryId ?? (await this.categories())[0]?.id
    const { feed_id } = await this.#ask<{ feed_id: number }>('POST', '/feeds', { feed_url: url, category_id: category })
    return feed_id
  }
  async moveFeed(id: number, categoryId: number): Promise<void> {
    await this.#ask('PUT', `/feeds/${id}`, { category_id: categoryId })
  }
  async renameFeed(id: number, title: string): Promise<void> {
    await this.#ask('PUT', `/feeds/${id}`, { title })
  }
  async removeFeed(id: number): Promise<void> {
    await this.#ask('DELETE', `/feeds/${id}`)
  }

  /** New articles are there when this returns: Miniflux answers when it has fetched. */
  async refresh(id: number): Promise<void> {
    await this.#ask('PUT', `/feeds/${id}/refresh`)
  }
  async markFeedRead(id: number): Promise<void> {
    await this.#ask('PUT', `/feeds/${id}/mark-all-as-read`)
  }

  async createCategory(title: string): Promise<number> {
    return (await this.#ask<{ id: number }>('POST', '/categories', { title })).id
  }
  async renameCategory(id: number, title: string): Promise<void> {
    await this.#ask('PUT', `/categories/${id}`, { title })
  }
  /** With all feeds in it, as Miniflux does. */
  async removeCategory(id: number): Promise<void> {
    await this.#ask('DELETE', `/categories/${id}`)
  }

  /** Whatever else is signed in with the old one is refused from now on; tokens go on. */
  async changePassword(password: string): Promise<void> {
    const { id } = await this.#ask<{ id: number }>('GET', '/me')
    await this.#ask('PUT', `/users/${id}`, { password })
    this.#login = { ...this.#login, password }
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#url}/v1${path}`, {
      method,
      headers: { authorization: basic(this.#login), 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`Miniflux answers ${answer.status} to ${method} ${path}: ${text.slice(0, 200)}`)
    return (text ? JSON.parse(text) : null) as T
  }
}

/** Lets entries get old and Miniflux clean up: they are gone from every list, and do not come back with their feed;
 * but for those with a star, which it keeps. */
export async function purge(miniflux: Miniflux, ids: readonly number[]): Promise<void> {
  const old = "now() - interval '400 days'"
  await miniflux.sql(
    `update entries set published_at=${old}, created_at=${old}, changed_at=${old} where id in (${ids.map(Number).join()})`,
  )
  await miniflux.cleanUp({ CLEANUP_ARCHIVE_READ_DAYS: '60', CLEANUP_ARCHIVE_UNREAD_DAYS: '180' })
}

/** SQL that gives a user another password for the Google Reader API, as the settings page does. */
export const changeReaderPassword = ({ user, password }: Login): string =>
  `update integrations set googlereader_password=crypt(${quote(password)}, gen_salt('bf', 6)) where googlereader_username=${quote(user)}`
