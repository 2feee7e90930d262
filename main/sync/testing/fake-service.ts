// A service over the fake server, in the ways that services differ: full sets, changes since a bookmark, or marks apart from
// the articles.
import { emptyItem, type ParsedItem } from '../../base/parsed-feed.ts'
import type { Abilities, RawHtml } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import type { Client, RemoteId, RemoteItem, Service } from '../service.ts'
import { problemOf, type Call, type FakeItem, type FakeServer, type Fault } from './fake-server.ts'

/** `sets`: like Google Reader. `changes`: like Miniflux. `apart`: like Feedbin, whose articles do not say whether they are
 * read. */
export type Style = 'sets' | 'changes' | 'apart'

export const abilities: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: true,
  moveFeed: true,
  emptyFolders: true,
  renameFolder: true,
  removeFolder: true,
  save: true,
  labels: true,
  fetchesHere: false,
}

const PAGE = 7

export function fakeService(server: FakeServer, style: Style, offered: Partial<Abilities> = {}): Service {
  const can = { ...abilities, labels: style === 'sets', emptyFolders: !server.foldersByFeeds, ...offered }
  return {
    name: 'miniflux',
    infos: [
      {
        service: 'miniflux',
        preset: 'fake',
        title: 'Fake',
        address: null,
        example: null,
        secret: 'password',
        needsUser: true,
        needsApp: false,
        abilities: can,
        proof: 'server',
      },
    ],
    async signIn(_context, { address, user, secret }) {
      if (secret !== server.password) return fail({ kind: 'signInRefused', field: 'secret' })
      return ok({
        address,
        user,
        title: 'Fake',
        credentials: { user, secret },
        abilities: can,
        digits: 16,
      })
    },
    open(_context, _account, credentials, keep) {
      const client = clientOf(server, style, () => credentials.secret)
      return {
        ...client,
        async structure(signal) {
          const answer = await client.structure(signal)
          if (server.session !== (credentials.session ?? null)) keep({ ...credentials, session: server.session })
          return answer
        },
      }
    },
  }
}

function clientOf(server: FakeServer, style: Style, secret: () => string): Client {
  async function asked<T>(
    call: Call,
    count: number,
    signal: AbortSignal,
    work: (fault: Fault | null) => Result<T>,
  ): Promise<Result<T>> {
    await new Promise((later) => setImmediate(later))
    if (signal.aborted) return fail({ kind: 'cancelled' })
    server.calls.push({ call, ids: count })
    if (secret() !== server.password) return fail(problemOf[401])
    const fault = server.fault(call)
    if (fault === 'hang')
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(fail({ kind: 'cancelled' })), { once: true }),
      )
    if (fault === 'cutAfter') work(null)
    if (fault === null || fault === 'empty' || fault === 'halved') return work(fault)
    return fail(problemOf[fault])
  }
  const items = () => [...server.items.values()].toSorted((a, b) => a.serial - b.serial)
  const remoteItem = (item: FakeItem): RemoteItem => ({
    id: item.id,
    feedId: item.feedId,
    item: itemOf(item),
    read: style === 'apart' ? null : item.read,
    saved: style === 'apart' ? null : item.saved,
    labels: style === 'sets' ? [...item.labels] : null,
  })
  /** What the fault leaves of it. */
  const left = <T>(all: T[], fault: Fault | null): T[] =>
    fault === 'empty' ? [] : fault === 'halved' ? all.slice(0, Math.floor(all.length / 3)) : all

  const common: Client = {
    batch: { items: 5, tell: 6 },
    structure: (signal) =>
      asked('structure', 0, signal, (fault) => {
        const feeds = left([...server.feeds.values()], fault)
        return ok({ folders: [...server.folders.values()], feeds, labels: [] })
      }),
    tell: (change, ids, signal) =>
      asked('tell', ids.length, signal, () => {
        if (ids.some((id) => server.poisoned.has(id))) return fail(problemOf[500])
        for (const id of ids)
          if (change.key === 'label') server.label(id, change.label, change.value)
          else server.mark(id, change.key, change.value)
        return ok({ refused: [] })
      }),
    follow: ({ url, title, folder }, signal) =>
      asked('follow', 1, signal, () =>
        url.includes('refused')
          ? fail({ kind: 'changeRefused', status: 400, detail: 'no feed' })
          : ok(server.follow(url, title, folder ? server.folder(folder.title).remoteId : null)),
      ),
    unfollow: ({ remoteId }, signal) => asked('unfollow', 1, signal, () => ok((server.unfollow(remoteId), null))),
    renameFeed: ({ remoteId }, title, signal) =>
      asked('rename', 1, signal, () => ok((server.change(remoteId, { title }), null))),
    moveFeed: ({ remoteId }, to, signal) =>
      asked('move', 1, signal, () => {
        server.change(remoteId, { folderId: to ? server.folder(to.title).remoteId : null })
        return ok(null)
      }),
    addFolder: (title, signal) =>
      asked('addFolder', 1, signal, () =>
        ok(server.foldersByFeeds ? { remoteId: `user/-/label/${title}`, title } : server.folder(title)),
      ),
    renameFolder: ({ remoteId }, title, signal) =>
      asked('renameFolder', 1, signal, () => ok(server.renameFolder(remoteId, title))),
    removeFolder: ({ remoteId }, _feeds, signal) =>
      asked('removeFolder', 1, signal, () => ok((server.removeFolder(remoteId), null))),
    sets: (signal) =>
      asked('sets', 0, signal, (fault) => {
        const ids = (filter: (item: FakeItem) => boolean) =>
          new Set(
            left(
              items()
                .filter(filter)
                .map(({ id }) => id),
              fault,
            ),
          )
        const labels = new Map<string, Set<RemoteId>>()
        for (const item of items())
          for (const label of item.labels) labels.set(label, (labels.get(label) ?? new Set()).add(item.id))
        const sets = { unread: ids(({ read }) => !read), saved: ids(({ saved }) => saved) }
        return ok(style === 'sets' ? { ...sets, labels } : sets)
      }),
    items: (ids, signal) =>
      asked('items', ids.length, signal, () => ok(ids.flatMap((id) => server.items.get(id) ?? []).map(remoteItem))),
  }
  const news: Client['news'] = (cursor, signal) =>
    asked('news', 0, signal, () => {
      const after = Number(cursor ?? 0)
      const rest = items().filter(({ serial }) => serial > after)
      const page = rest.slice(0, PAGE)
      return ok({
        values: page.map(remoteItem),
        cursor: String(page.at(-1)?.serial ?? after),
        done: rest.length <= PAGE,
        total: rest.length,
      })
    })
  if (style === 'sets')
    return {
      ...common,
      recent: (cursor, signal) =>
        asked('recent', 0, signal, () => {
          const after = Number(cursor ?? 0)
          const rest = items().filter(({ serial }) => serial > after)
          const page = rest.slice(0, PAGE)
          return ok({
            values: page.map(({ id }) => id),
            cursor: String(page.at(-1)?.serial ?? after),
            done: rest.length <= PAGE,
          })
        }),
    }
  if (style === 'apart') return { ...common, news }
  return {
    ...common,
    news,
    changes: (cursor, signal) =>
      asked('changes', 0, signal, () => {
        if (cursor === null) return ok({ values: [], cursor: String(server.changes), done: true })
        const rest = items()
          .filter(({ changed }) => changed > Number(cursor))
          .toSorted((a, b) => a.changed - b.changed)
        const page = rest.slice(0, PAGE)
        return ok({
          values: page.map(({ id, read, saved }) => ({ id, read, saved })),
          cursor: String(page.at(-1)?.changed ?? cursor),
          done: rest.length <= PAGE,
        })
      }),
  }
}

function itemOf({ guid, title, at }: FakeItem): ParsedItem {
  const html = `<p>${title} says something.</p>` as RawHtml
  const content = { html, type: null, base: null, language: null }
  return { ...emptyItem(), id: guid, title, content, published: at }
}
