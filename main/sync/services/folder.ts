// No service at all: computers that share a folder (Syncthing, Nextcloud, a stick) stay in step through it.
import { isSame } from '../folder/same.ts'
import { parted, type CellValue, type Cells, type Line } from '../folder/cells.ts'
import { SharedFolder } from '../folder/shared-folder.ts'
import type { Abilities } from '../../contract/models.ts'
import { fail, ok } from '../../contract/problems.ts'
import type { Client, RemoteFeed, RemoteFolder, Service, ServiceContext, StateChange, Structure } from '../service.ts'

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
  fetchesHere: true,
}

export const folder: Service = {
  name: 'folder',
  infos: [
    {
      service: 'folder',
      preset: 'folder',
      title: 'Shared folder',
      address: null,
      example: '/home/anna/Sync',
      secret: 'none',
      needsUser: false,
      needsApp: false,
      abilities,
      proof: 'server',
    },
  ],

  async signIn(context, { address }) {
    const path = address.trim().replace(/(?<=.)[/\\]+$/, '')
    const found = await sharedFolder(context, path).probe()
    if (!found.ok) return fail({ kind: 'signInRefused', field: 'address' })
    const title = path.split(/[/\\]/).at(-1) || path
    const credentials = { user: '', secret: '' }
    return ok({ address: path, user: '', title, credentials, abilities, digits: 'keys' })
  },

  open: (context, { address }) => client(context, sharedFolder(context, address)),
}

const opened = new WeakMap<object, Map<string, SharedFolder>>()

/** One for each folder: it remembers what it has read. */
function sharedFolder(context: ServiceContext, path: string): SharedFolder {
  const all = opened.get(context.home) ?? new Map<string, SharedFolder>()
  opened.set(context.home, all)
  const shared = all.get(path) ?? new SharedFolder(context, path)
  all.set(path, shared)
  return shared
}

function client(context: ServiceContext, shared: SharedFolder): Client {
  const { cells } = shared

  /** One value for each of these, if it is another than what is known. */
  function say(values: { key: 'feed' | 'title' | 'place' | 'folder'; id: string; value: CellValue }[]) {
    return shared.say((device) =>
      values
        .filter(({ key, id, value }) => !isSame(cells.get(`${key} ${id}`)?.value ?? null, value))
        .map(({ key, id, value }): Line => [cells.after([`${key} ${id}`], context.now()), device, key, value, id]),
    )
  }

  return {
    batch: { items: 1000, tell: 1000 },

    async structure(signal) {
      const looked = await shared.look(signal)
      return looked.ok ? ok(structureOf(cells)) : looked
    },

    async changes(cursor, signal) {
      const looked = await shared.look(signal)
      if (!looked.ok) return looked
      const values = cursor === cells.sign ? [] : statesOf(cells)
      return ok({ values, cursor: cells.sign, done: true })
    },

    async tell(change, ids) {
      const key = change.key === 'label' ? (`label:${change.label}` as const) : change.key
      const said = await shared.say((device) => [
        [
          cells.after(
            ids.map((id) => `${key} ${id}`),
            context.now(),
          ),
          device,
          key,
          change.value ? 1 : 0,
          [...ids],
        ],
      ])
      return said.ok ? ok({ refused: [] }) : said
    },

    async follow({ url, title, folder: to }) {
      const site = null
      const said = await say([
        { key: 'feed', id: url, value: { url, site, title: title ?? '' } },
        ...(to ? [{ key: 'place' as const, id: url, value: to.title }] : []),
      ])
      const feed: RemoteFeed = { remoteId: url, url, siteUrl: site, title: title ?? '', folderId: to?.title ?? null }
      return said.ok ? ok(feed) : said
    },

    unfollow: ({ remoteId }) => say([{ key: 'feed', id: remoteId, value: 0 }]),
    renameFeed: ({ remoteId }, title) => say([{ key: 'title', id: remoteId, value: title.slice(0, 500) }]),
    moveFeed: ({ remoteId }, to) => say([{ key: 'place', id: remoteId, value: to?.title ?? null }]),

    async addFolder(title) {
      const said = await say([{ key: 'folder', id: title, value: 1 }])
      return said.ok ? ok(folderOf(title)) : said
    },

    async renameFolder({ title: old }, title) {
      const inside = structureOf(cells).feeds.filter(({ folderId }) => folderId === old)
      const said = await say([
        { key: 'folder', id: title, value: 1 },
        ...inside.map(({ remoteId }) => ({ key: 'place' as const, id: remoteId, value: title })),
        { key: 'folder', id: old, value: 0 },
      ])
      return said.ok ? ok(folderOf(title)) : said
    },

    removeFolder: ({ title }, feeds) =>
      say([
        ...feeds.map(({ remoteId }) => ({ key: 'place' as const, id: remoteId, value: null })),
        { key: 'folder', id: title, value: 0 },
      ]),
  }
}

const folderOf = (title: string): RemoteFolder => ({ remoteId: title, title })

function structureOf(cells: Cells): Structure {
  const feeds: RemoteFeed[] = []
  const folders = new Set<string>()
  const labels = new Set<string>()
  for (const [name, { value }] of cells.entries()) {
    const [key, id] = parted(name)
    if (key === 'folder' && value === 1) folders.add(id)
    if (key.startsWith('label:') && value === 1) labels.add(key.slice(6))
    if (key !== 'feed' || typeof value !== 'object' || value === null) continue
    const own = cells.get(`title ${id}`)?.value
    const place = cells.get(`place ${id}`)?.value
    const title = typeof own === 'string' && own !== '' ? own : value.title
    const folderId = typeof place === 'string' && place !== '' ? place : null
    feeds.push({ remoteId: id, url: value.url, siteUrl: value.site, title, folderId })
  }
  for (const { folderId } of feeds) if (folderId !== null) folders.add(folderId)
  return { folders: [...folders].map(folderOf), feeds, labels: [...labels] }
}

function statesOf(cells: Cells): StateChange[] {
  const states = new Map<string, StateChange & { labels: string[] | null }>()
  for (const [name, { value }] of cells.entries()) {
    const [key, id] = parted(name)
    const mark = key === 'read' || key === 'saved'
    if (!mark && !key.startsWith('label:')) continue
    const state = states.get(id) ?? { id, read: null, saved: null, labels: null }
    states.set(id, state)
    if (mark) state[key] = value === 1
    else {
      state.labels ??= []
      if (value === 1) state.labels.push(key.slice(6))
    }
  }
  return [...states.values()]
}
