// A reader at a real Miniflux with articles of their own, its web side, and Broadsheets that are signed in to it through a
// gate each.
import type { Miniflux } from '../../servers/miniflux.ts'
import type { Login, Logins } from '../../servers/miniflux-logins.ts'
import { MinifluxWeb } from '../../servers/miniflux-web.ts'
import { quote } from '../../servers/postgres.ts'
import { Broadsheet, keyAndUrl, newFolder, type Mark, type Marks, type SignIn } from './broadsheet.ts'
import { startGate, type Gate, type Passing } from './gate.ts'
import { openHere } from './open-here.ts'

export const apis = ['miniflux', 'googleReader', 'fever'] as const
export type Api = (typeof apis)[number]

export interface Side {
  name: string
  api: Api
  broadsheet: Broadsheet
  gate: Gate
}

export interface SideOptions {
  /** How far its clock is ahead, in milliseconds. */
  ahead?: () => number
  /** Long lists come in many pages. */
  smallPages?: boolean
}

export interface Scene {
  miniflux: Miniflux
  logins: Logins
  web: MinifluxWeb
  /** A Broadsheet in this process, signed in and in step. */
  addSide(name: string, api: Api, options?: SideOptions): Promise<Side>
  /** Marks as they are at the server. */
  marks(): Promise<Marks>
  /** Marks set by the web side. */
  mark(marks: Iterable<[Mark, boolean]>): Promise<void>
  close(): Promise<void>
}

/** A given Miniflux has one reader for all tests. */
async function empty(web: MinifluxWeb): Promise<void> {
  for (const { id } of await web.feeds()) await web.removeFeed(id)
  for (const { id } of (await web.categories()).slice(1)) await web.removeCategory(id)
}

/** How many the native API and Google Reader's are asked for a page. */
const PAGE = /(?<=[?&])(?<name>limit|n)=\d{3,}(?=&|$)/

export async function newScene(miniflux: Miniflux, name: string): Promise<Scene> {
  // Miniflux writes users in small letters.
  const logins = miniflux.ours ? await miniflux.addReader(name.toLowerCase()) : miniflux
  if (miniflux.ours) await miniflux.sql(easyPassword(logins.native))
  const web = new MinifluxWeb(miniflux.url, logins.native)
  if (!miniflux.ours) await empty(web)
  const ends: (() => Promise<void>)[] = []

  async function numbers(): Promise<Map<string, number>> {
    return new Map((await web.entries()).map(({ url, id }) => [url, id]))
  }

  return {
    miniflux,
    logins,
    web,
    async addSide(sideName, api, { ahead = () => 0, smallPages = false } = {}) {
      const gate = await startGate(miniflux.url, smallPages ? (path) => path.replace(PAGE, '$<name>=7') : undefined)
      ends.unshift(() => gate.close())
      const library = newFolder()
      const broadsheet = new Broadsheet(library, await openHere({ library, ahead }))
      ends.unshift(() => broadsheet.close())
      await broadsheet.signIn(formFor(api, gate.url, logins))
      await broadsheet.sync()
      return { name: sideName, api, broadsheet, gate }
    },
    async marks() {
      const marks: Marks = new Map()
      for (const { url, status, starred } of await web.entries())
        // The older Miniflux shows what it has thrown away, as 'removed'.
        if (status === 'read' || status === 'unread')
          marks.set(`read ${url}`, status === 'read').set(`saved ${url}`, starred)
      return marks
    },
    async mark(marks) {
      const known = await numbers()
      const groups = new Map<string, number[]>()
      for (const [mark, value] of marks) {
        const [key, url] = keyAndUrl(mark)
        const number = known.get(url)
        if (number === undefined) throw new Error(`not at the server: ${url}`)
        const group = groups.get(`${key} ${value}`) ?? []
        groups.set(`${key} ${value}`, group)
        group.push(number)
      }
      for (const [group, ids] of groups) {
        const value = group.endsWith('true')
        if (group.startsWith('read')) await web.mark(ids, value ? 'read' : 'unread')
        else await web.setStarred(ids, value)
      }
    },
    async close() {
      for (const end of ends) await end()
    },
  }
}

/** The web side sends it with every request, and its hash would take most of the time of the tests. */
const easyPassword = ({ user, password }: Login): string =>
  `update users set password=crypt(${quote(password)}, gen_salt('bf', 4)) where username=${quote(user)}`

/** As a reader fills it in; the address may be a gate's. */
export function formFor(api: Api, address: string, { native, googleReader, fever }: Logins): SignIn {
  switch (api) {
    case 'miniflux':
      // With the password Miniflux spends most of the time of each request on its hash.
      return { service: api, preset: 'miniflux', address, user: '', secret: native.token }
    case 'googleReader':
      return { service: api, preset: 'miniflux', address, user: googleReader.user, secret: googleReader.password }
    case 'fever':
      return { service: api, preset: 'fever', address: `${address}/fever`, user: fever.user, secret: fever.password }
  }
}

/** Tells the server of marks. */
export function isPush({ method, path, body }: Passing): boolean {
  if (path.startsWith('/fever')) return body.includes('mark=')
  return method === 'PUT' || path.startsWith('/reader/api/0/edit-tag')
}

/** Straight into the database: articles that need no page, from feeds that are never fetched. Answers with their addresses. */
export async function fill(miniflux: Miniflux, logins: Logins, feeds: number, articles: number): Promise<string[]> {
  const site = siteOf(logins)
  await miniflux.sql(`
    insert into feeds (user_id, category_id, title, feed_url, site_url, checked_at, disabled)
      select u.id, (select min(id) from categories where user_id = u.id), 'Paper ' || n, '${site}feed' || n,
        '${site}' || n, now(), true
      from users u, generate_series(1, ${feeds}) n where u.username = ${quote(logins.native.user)}`)
  return addArticles(miniflux, logins, 1, articles)
}

/** The same number of articles more in each feed that `fill` has made, numbered from `first` on. */
export async function addArticles(miniflux: Miniflux, logins: Logins, first: number, count: number): Promise<string[]> {
  const added = await miniflux.sql(`
    insert into entries (user_id, feed_id, hash, published_at, changed_at, created_at, title, url, author, content, status)
      select f.user_id, f.id, md5(f.id || '-' || n), now() - n * interval '10 minutes', now(), now(),
        'Headline ' || n || ' of ' || f.title, f.site_url || '/' || n, 'Anna Weber',
        '<p>' || repeat('A sentence of the sort that papers print, with some words in it. ', 50) || n || '</p>', 'unread'
      from feeds f join users u on f.user_id = u.id, generate_series(${first}, ${first + count - 1}) n
      where u.username = ${quote(logins.native.user)} and f.feed_url like '${siteOf(logins)}feed%'
      returning url`)
  return added.trim().split('\n')
}

const siteOf = ({ native }: Logins): string => `http://127.0.0.1:9/${native.user}/`
