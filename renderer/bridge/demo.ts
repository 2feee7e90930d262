// The bridge to the made-up library, for looking at the window while the app is not there: `vite dev`, `?demo`.
// ?demo&articles=100000&feeds=5000&empty&offline&theme=dark&layout=front&show=unread&language=de&problems
import type { Bridge } from '../../main/contract/bridge.ts'
import type { Announcement, ChangeKind } from '../../main/contract/changes.ts'
import type { Backup, CommandName, In, Out } from '../../main/contract/commands.ts'
import type {
  AccountId,
  ArticleId,
  Feed,
  Folder,
  FolderId,
  OpmlOutline,
  Progress,
  RetentionPreview,
  Settings,
} from '../../main/contract/models.ts'
import { fail, ok, type Result } from '../../main/contract/problems.ts'
import { DemoAccounts } from './demo-accounts.ts'
import { DemoLibrary, newFeed } from './demo-library.ts'

type Handlers = { [K in CommandName]: (input: In<K>) => Result<Out<K>> | Promise<Result<Out<K>>> }

export function demoBridge(options: URLSearchParams): Bridge {
  const empty = options.has('empty')
  const library = new DemoLibrary(
    empty ? 0 : Number(options.get('articles') ?? 2_000),
    empty ? 0 : Number(options.get('feeds') ?? 30),
    settingsFrom(options),
  )
  const { feeds, folders } = library
  const accounts = new DemoAccounts(library, options)
  const listeners = new Set<(announcement: Announcement) => void>()
  const undos = new Map<string, () => void>()
  let revision = 1
  let working: ReturnType<typeof setInterval> | undefined
  const backups: Backup[] = [
    { name: 'library-1', at: Date.now() - 86_400_000, bytes: 4_200_000, articles: library.total, feeds: feeds.size },
  ]

  const hear = (announcement: Announcement): void => {
    setTimeout(() => {
      for (const listener of listeners) listener(announcement)
    })
  }
  const change = (kind: ChangeKind, counted = false): void =>
    hear({ revision: ++revision, counts: counted ? library.counts() : null, ...kind })
  const undoable = (back: () => void): { undo: string } => {
    const undo = `undo-${undos.size + 1}`
    undos.set(undo, back)
    return { undo }
  }
  const mark = (
    ids: readonly ArticleId[],
    what: { read?: boolean | undefined; saved?: boolean | undefined },
  ): ArticleId[] => {
    const changed = library.mark(ids, what)
    if (changed.length === 0) return changed
    accounts.marked(changed, what)
    if (accounts.accounts.length > 0) hear({ kind: 'accounts.moved', states: accounts.states })
    change({ kind: 'articles.marked', ids: changed, read: what.read ?? null, saved: what.saved ?? null }, true)
    return changed
  }
  const markUndoable = (
    ids: readonly ArticleId[],
    what: { read?: boolean | undefined; saved?: boolean | undefined },
  ): { undo: string; changed: number } => {
    const changed = mark(ids, what)
    const back = {
      read: what.read === undefined ? undefined : !what.read,
      saved: what.saved === undefined ? undefined : !what.saved,
    }
    return { ...undoable(() => mark(changed, back)), changed: changed.length }
  }
  const putFeed = (feed: Feed): Feed => {
    feeds.set(feed.id, feed)
    change({ kind: 'feeds.changed', feeds: [feed] }, true)
    return feed
  }
  const putFolder = (folder: Folder): Folder => {
    folders.set(folder.id, folder)
    change({ kind: 'folders.changed', folders: [folder] })
    return folder
  }
  const follow = (
    url: string,
    title: string | null,
    folderId: FolderId | null,
    accountId: AccountId | null = null,
  ): Feed => {
    const id = Math.max(0, ...feeds.keys()) + 1
    return putFeed({
      ...newFeed(id, title ?? new URL(url).hostname, 'en', folderId, Date.now(), null),
      accountId: (folderId === null ? null : folders.get(folderId)?.accountId) ?? accountId,
    })
  }

  function work(task: Progress['task'], total: number, each: (done: number) => void): Promise<void> {
    clearInterval(working)
    return new Promise((resolve) => {
      let done = 0
      working = setInterval(() => {
        done = Math.min(total, done + Math.ceil(total / 30))
        each(done)
        const progress = {
          task,
          done,
          total,
          bytes: done * 84_000,
          remaining: (total - done) * 90,
          failed: done > total / 2 ? 1 : 0,
          newArticles: Math.floor(done / 4),
        }
        hear({ kind: 'progress.changed', progress: done === total ? [] : [progress] })
        if (done < total) return
        clearInterval(working)
        resolve()
      }, 150)
    })
  }

  const handlers: Handlers = {
    ...accounts.handlers({ library, hear, change, undoable, work }),
    'app.snapshot': () =>
      ok({
        revision,
        feeds: [...feeds.values()],
        folders: [...folders.values()],
        counts: library.counts(),
        settings: library.settings,
        progress: [],
        online: !options.has('offline'),
        problems: options.has('problems')
          ? [{ kind: 'libraryMended', what: 'journalCut', path: 'state.journal', lost: 1 }]
          : [],
        version: '0.1.0',
        languages: [options.get('language') ?? 'en-GB', 'en'],
        host: { name: 'browser', keychain: options.get('keychain') === 'file' ? 'file' : 'session' },
        firstStart: feeds.size === 0,
        accounts: accounts.accounts,
        accountStates: accounts.states,
        labels: accounts.labels,
      }),
    'feeds.discover': ({ address }) =>
      address.includes('.')
        ? ok([
            {
              url: `https://${address}/feed`,
              title: 'The Example Post',
              kind: 'rss',
              sample: ['One headline', 'Another headline'],
            },
            { url: `https://${address}/sport.atom`, title: 'The Example Post: Sport', kind: 'atom', sample: [] },
          ])
        : fail({ kind: 'badAddress', text: address }),
    'feeds.follow': ({ url, title, folderId, accountId }) =>
      ok(follow(url, title ?? null, folderId ?? null, accountId ?? null)),
    'feeds.add': ({ address, folderId }) =>
      address.includes('.')
        ? ok({ feed: follow(`https://${address.replace(/^https?:\/\//, '')}`, null, folderId ?? null), candidates: [] })
        : fail({ kind: 'badAddress', text: address }),
    'feeds.unfollow': ({ ids }) => {
      const gone = ids.map((id) => feeds.get(id)).filter((feed) => feed !== undefined)
      for (const id of ids) feeds.delete(id)
      library.hide(ids, true)
      change({ kind: 'feeds.removed', ids }, true)
      return ok(
        undoable(() => {
          for (const feed of gone) feeds.set(feed.id, feed)
          library.hide(ids, false)
          change({ kind: 'feeds.changed', feeds: gone }, true)
        }),
      )
    },
    'feeds.change': ({ id, secret, ...changes }) => {
      const feed = feeds.get(id)
      if (feed === undefined) return fail({ kind: 'notFound', noun: 'feed', id })
      return ok(
        putFeed({
          ...feed,
          ...(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Feed>),
          access: secret?.kind ?? feed.access,
        }),
      )
    },
    'feeds.move': ({ feeds: moved, folders: movedFolders, to, place }) => {
      const before = { feeds: [...feeds.values()], folders: [...folders.values()] }
      const siblings = [
        ...[...folders.values()]
          .filter((each) => each.parentId === to && !movedFolders.includes(each.id))
          .map((each) => ({ kind: 'folder' as const, id: each.id, position: each.position })),
        ...[...feeds.values()]
          .filter((each) => each.folderId === to && !moved.includes(each.id))
          .map((each) => ({ kind: 'feed' as const, id: each.id, position: each.position })),
      ].sort((a, b) => a.position - b.position)
      siblings.splice(
        place,
        0,
        ...movedFolders.map((id) => ({ kind: 'folder' as const, id, position: 0 })),
        ...moved.map((id) => ({ kind: 'feed' as const, id, position: 0 })),
      )
      siblings.forEach((each, position) => {
        const feed = each.kind === 'feed' ? feeds.get(each.id) : undefined
        const folder = each.kind === 'folder' ? folders.get(each.id) : undefined
        if (feed !== undefined) feeds.set(feed.id, { ...feed, folderId: to, position })
        if (folder !== undefined) folders.set(folder.id, { ...folder, parentId: to, position })
      })
      change({ kind: 'feeds.changed', feeds: [...feeds.values()] })
      change({ kind: 'folders.changed', folders: [...folders.values()] })
      return ok(
        undoable(() => {
          for (const feed of before.feeds) feeds.set(feed.id, feed)
          for (const folder of before.folders) folders.set(folder.id, folder)
          change({ kind: 'feeds.changed', feeds: before.feeds })
          change({ kind: 'folders.changed', folders: before.folders })
        }),
      )
    },
    'feeds.refresh': async ({ ids }) => {
      const total = ids?.length ?? feeds.size
      await work('refresh', total, (done) => {
        if (done % 3 !== 0) return
        const id = library.arrive()
        change({ kind: 'articles.added', feedId: library.feedOf(id), ids: [id], at: Date.now() }, true)
      })
      return ok({ checked: total, newArticles: Math.floor(total / 4), failed: 1 })
    },
    'feeds.activity': () =>
      ok(
        [...feeds.values()].map((feed) => ({
          feedId: feed.id,
          doing: feed.fetch.gone ? 'gone' : feed.paused ? 'paused' : 'waiting',
          problem: feed.fetch.problem,
          checkedAt: feed.fetch.checkedAt,
          nextAt: feed.fetch.nextAt,
          incomplete: feed.id % 5,
        })),
      ),
    'folders.add': ({ title, parentId, accountId }) =>
      ok(
        putFolder({
          id: Math.max(0, ...folders.keys()) + 1,
          title,
          parentId,
          position: 900,
          accountId: accountId ?? null,
        }),
      ),
    'folders.rename': ({ id, title }) => {
      const folder = folders.get(id)
      return folder === undefined ? fail({ kind: 'notFound', noun: 'folder', id }) : ok(putFolder({ ...folder, title }))
    },
    'folders.remove': ({ id }) => {
      const folder = folders.get(id)
      if (folder === undefined) return fail({ kind: 'notFound', noun: 'folder', id })
      const inside = [...feeds.values()].filter((feed) => feed.folderId === id)
      for (const feed of inside) putFeed({ ...feed, folderId: folder.parentId })
      for (const each of folders.values()) if (each.parentId === id) putFolder({ ...each, parentId: folder.parentId })
      folders.delete(id)
      change({ kind: 'folders.removed', ids: [id] })
      return ok(
        undoable(() => {
          putFolder(folder)
          for (const feed of inside) putFeed(feed)
        }),
      )
    },
    'articles.list': ({ query, limit }) => ok({ ids: library.list(query).slice(0, limit), revision }),
    'articles.heads': ({ ids }) => ok(ids.filter((id) => id <= library.total).map((id) => library.head(id))),
    'articles.body': ({ id }) => ok(library.body(id)),
    'articles.mark': ({ ids, ...what }) => ok(markUndoable(ids, what)),
    'articles.markAll': ({ scope, read }) =>
      ok(markUndoable(library.list({ scope, show: 'all', order: 'newest' }), { read })),
    'articles.place': ({ id, position }) => {
      library.place(id, position)
      return ok(null)
    },
    'articles.complete': () => ok(null),
    'articles.takeAlong': async ({ estimateOnly }) => {
      const estimate = { articles: 240, files: 911, bytes: 188_000_000 }
      if (!estimateOnly) await work('takeAlong', estimate.articles, () => undefined)
      return ok(estimate)
    },
    'articles.undo': ({ undo }) => {
      undos.get(undo)?.()
      return undos.delete(undo) ? ok(null) : fail({ kind: 'badRequest', where: 'undo', why: 'unknown' })
    },
    'secrets.keepInFile': () => ok({ keychain: 'file' }),
    'work.cancel': () => {
      clearInterval(working)
      hear({ kind: 'progress.changed', progress: [] })
      return ok(null)
    },
    'settings.change': ({ settings }) => {
      library.settings = { ...library.settings, ...settings }
      change({ kind: 'settings.changed', settings: library.settings })
      return ok(library.settings)
    },
    'opml.preview': () =>
      ok({
        outlines: outlines(Number(options.get('opml') ?? 0)),
        feeds: 2,
        folders: 1,
        refused: [{ text: 'file:///etc/passwd', why: 'scheme' }],
      }),
    'opml.import': async ({ outlines: chosen }) => {
      await work('import', 40, () => undefined)
      return ok({ added: chosen.length, known: 1 })
    },
    'opml.export': () => ok({ text: '<?xml version="1.0"?><opml version="2.0"><head/><body/></opml>' }),
    'library.storage': () =>
      ok({
        total: 812e6,
        text: 96e6,
        pictures: 640e6,
        audio: 60e6,
        other: 4e6,
        backups: 12e6,
        free: 92e9,
        feeds: [...feeds.keys()].map((feedId) => ({
          feedId,
          articles: 60 + feedId,
          text: feedId * 300_000,
          pictures: feedId * 2_000_000,
          audio: feedId % 9 === 0 ? 8e6 : 0,
        })),
      }),
    'library.previewRetention': () => ok(retention(feeds)),
    'library.applyRetention': () => ok(retention(feeds)),
    'library.backups': () => ok(backups),
    'library.backup': () => {
      const backup = {
        name: `library-${backups.length + 1}`,
        at: Date.now(),
        bytes: 4_300_000,
        articles: library.total,
        feeds: feeds.size,
      }
      backups.unshift(backup)
      return ok(backup)
    },
    'library.restore': () => {
      change({ kind: 'library.replaced' })
      return ok(null)
    },
    'library.sample': () => {
      follow('https://sample.example/', 'The Sample Newspaper', null)
      for (let each = 0; each < 12; each++)
        change({ kind: 'articles.added', feedId: 1, ids: [library.arrive()], at: Date.now() }, true)
      return ok({ added: 12 })
    },
  }

  return {
    async run(name, input) {
      await new Promise((resolve) => setTimeout(resolve, Number(options.get('delay') ?? 4)))
      return handlers[name](input)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const outlines = (more: number): OpmlOutline[] => [
  {
    title: 'Papers',
    url: null,
    siteUrl: null,
    known: false,
    children: [
      {
        title: 'The Example Post',
        url: 'https://post.example/feed',
        siteUrl: 'https://post.example/',
        known: false,
        children: [],
      },
      { title: 'The Harbour Gazette', url: 'https://paper.example/1/feed', siteUrl: null, known: true, children: [] },
    ],
  },
  ...Array.from({ length: more }, (_, at) => ({
    title: `Journal ${at + 1}`,
    url: `https://journal.example/${at + 1}`,
    siteUrl: null,
    known: false,
    children: [],
  })),
]

const retention = (feeds: ReadonlyMap<number, Feed>): RetentionPreview => ({
  articles: 420,
  bytes: 61e6,
  feeds: [...feeds.keys()].slice(0, 6).map((feedId) => ({
    feedId,
    articles: 70,
    bytes: 10e6,
    oldest: Date.now() - 200 * 86_400_000,
    newest: Date.now() - 90 * 86_400_000,
  })),
})

function settingsFrom(options: URLSearchParams): Settings {
  const choice = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((each) => each === options.get(name)) ?? otherwise
  return {
    language: 'system',
    theme: choice('theme', ['system', 'light', 'dark', 'sepia'], 'system'),
    layout: choice('layout', ['list', 'cards', 'front'], 'list'),
    show: choice('show', ['all', 'unread'], 'all'),
    order: 'newest',
    text: { face: 'serif', size: 19, measure: 66, lineHeight: 1.55, justify: options.has('justify'), hyphenate: true },
    keys: {},
    markReadOnOpen: true,
    retention: { days: null, count: 1_000, megabytes: null, keepUnread: true, keepSaved: true },
    pictures: true,
    audio: 'ask',
    refreshMinutes: 30,
    refreshOnStart: true,
    pictureMegabytes: 10,
  }
}
