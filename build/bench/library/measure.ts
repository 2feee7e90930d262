// One measurement of the library in a process of its own; what it took is printed as JSON. Driven by ../library.ts.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeCodec } from '../../../main/hosts/node/codec.ts'
import { nodeFiles } from '../../../main/hosts/node/files.ts'
import type { AppendFile, Files } from '../../../main/base/host.ts'
import { openLibrary } from '../../../main/library/library.ts'
import type { Library, Write } from '../../../main/library/writes.ts'

const [mode = '', folder = '', count = '0'] = process.argv.slice(2)
const size = Number(count)
const feedCount = Math.min(500, size)

const written = { bytes: 0, syncs: 0 }

/** Counts what reaches the disk. */
function counting(files: Files): Files {
  const length = (bytes: Uint8Array | string): number =>
    typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length
  const note = (bytes: number, syncs: number): void => {
    written.bytes += bytes
    written.syncs += syncs
  }
  return {
    ...files,
    async replace(path, bytes) {
      note(length(bytes), 2)
      await files.replace(path, bytes)
    },
    async rename(from, to) {
      note(0, 1)
      await files.rename(from, to)
    },
    async copy(from, to) {
      note((await files.size(from)) ?? 0, 2)
      await files.copy(from, to)
    },
    async openAppend(path): Promise<AppendFile> {
      const file = await files.openAppend(path)
      if (file.size === 0) note(0, 1)
      return {
        get size() {
          return file.size
        },
        async append(bytes) {
          note(length(bytes), 0)
          await file.append(bytes)
        },
        async sync() {
          note(0, 1)
          await file.sync()
        },
        close: () => file.close(),
      }
    },
  }
}

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const peak = (): number => process.resourceUsage().maxRSS / 1024
const open = (): Promise<Library> =>
  openLibrary({
    files: counting(nodeFiles(folder)),
    codec: nodeCodec(),
    clock: { now: () => Date.UTC(2026, 10, 23, 12), after: () => () => undefined },
    log: (line) => void process.stderr.write(`${line}\n`),
  })

function bytesIn(path: string): number {
  let sum = 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    sum += entry.isDirectory() ? bytesIn(inside) : statSync(inside).size
  }
  return sum
}

async function took(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = { cpu: cpuNow(), ...written }
  await work()
  return { cpu: cpuNow() - before.cpu, bytes: written.bytes - before.bytes, syncs: written.syncs - before.syncs }
}

const unread = { scope: { kind: 'all' }, show: 'unread', order: 'newest' } as const

const measurements: Record<string, () => Promise<Record<string, number>>> = {
  async nothing() {
    return { cpu: cpuNow(), rss: process.memoryUsage.rss() / 2 ** 20 }
  },

  async make() {
    const { anyDate, article, feed } = await import('./articles.ts')
    const library = await open()
    const folders = Array.from({ length: 20 }, (_, i) => ({
      id: i + 1,
      title: `Folder ${i + 1}`,
      parentId: null,
      position: i,
    }))
    const feeds = Array.from({ length: feedCount }, (_, i) => feed(i + 1))
    await library.apply([
      { kind: 'folders.put', folders },
      { kind: 'feeds.put', feeds },
    ])
    let generating = 0
    const known: Record<string, Parameters<Library['match']>[1]> = {}
    const before = cpuNow()
    for (let id = 1; id <= feedCount; id++) {
      const each = Math.floor(size / feedCount) + (id <= size % feedCount ? 1 : 0)
      const from = cpuNow()
      const articles = Array.from({ length: each }, (_, n) => article(id, n, anyDate(), false))
      generating += cpuNow() - from
      known[id] = articles.slice(-20).map(({ identity }) => identity)
      await library.apply([{ kind: 'articles.add', feedId: id, articles }])
    }
    await library.close()
    writeFileSync(join(folder, 'known.json'), JSON.stringify(known))
    return { cpu: cpuNow() - before - generating, peak: peak(), disk: bytesIn(folder), ...written }
  },

  /** From the start of the process: reading the program is part of it. */
  async start() {
    const library = await open()
    const counts = library.counts()
    const heads = await library.heads(library.list(unread, { limit: 50 }))
    const cpu = cpuNow()
    const rss = process.memoryUsage.rss() / 2 ** 20
    if (heads.length !== Math.min(50, counts.unread)) throw new Error('not all heads')
    return { cpu, rss }
  },

  async list() {
    const library = await open()
    const all = { scope: { kind: 'all' }, show: 'all', order: 'newest' } as const
    const ids = library.list(unread, { limit: 50 })
    const reading = await took(async () => void (await library.body(ids[0] ?? 0)))
    const listing = await took(async () => void library.list(all))
    const feed = await took(async () => void library.list({ ...all, scope: { kind: 'feed', id: 7 } }))
    const some = library.list(all).slice(1000, 1100)
    const page = await took(async () => void (await library.heads(some)))
    return {
      read: reading['cpu'] ?? 0,
      list: listing['cpu'] ?? 0,
      feed: feed['cpu'] ?? 0,
      page: page['cpu'] ?? 0,
      peak: peak(),
    }
  },

  async mark() {
    const library = await open()
    const ids = library.list(unread, { limit: 201 })
    await library.apply([{ kind: 'articles.mark', ids: ids.slice(0, 1), read: true }])
    const rest = ids.slice(1)
    const {
      cpu = 0,
      bytes = 0,
      syncs = 0,
    } = await took(async () => {
      for (const id of rest) await library.apply([{ kind: 'articles.mark', ids: [id], read: true }])
    })
    await library.close()
    return { cpu: cpu / rest.length, bytes: bytes / rest.length, syncs: syncs / rest.length, peak: peak() }
  },

  async markMany() {
    const library = await open()
    const ids = library.list(unread, { limit: 10_000 })
    return {
      ...(await took(() => library.apply([{ kind: 'articles.mark', ids, read: true }]))),
      count: ids.length,
      peak: peak(),
    }
  },

  /** What a refresh asks of the library: recognise 25 items of each feed, add the 5 that are new, note the visit. */
  async refresh() {
    const { article, feed } = await import('./articles.ts')
    const known = JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')) as Record<
      string,
      Parameters<Library['match']>[1]
    >
    const library = await open()
    const news = Array.from({ length: feedCount }, (_, i) => {
      return Array.from({ length: 5 }, (_, n) =>
        article(i + 1, 1_000_000 + n, Date.UTC(2026, 10, 23, 10) + n * 60_000, true),
      )
    })
    const feeds = Array.from({ length: feedCount }, (_, i) => feed(i + 1))
    const syncsBefore = written.syncs
    let added = 0
    const result = await took(async () => {
      let next = 0
      // As the fetching does: a few feeds at a time, each stored when it is there.
      const lane = async (): Promise<void> => {
        for (let i = next++; i < feedCount; i = next++) {
          const articles = news[i] ?? []
          const identities = [...articles.map(({ identity }) => identity), ...(known[i + 1] ?? [])]
          const matches = await library.match(i + 1, identities)
          const fresh = articles.filter((_, n) => matches[n]?.state === 'new')
          added += fresh.length
          if (matches.filter(({ state }) => state === 'new').length !== fresh.length)
            throw new Error('a known article was taken for new')
          const visited = feeds[i]
          const writes: Write[] = [{ kind: 'articles.add', feedId: i + 1, articles: fresh }]
          if (visited) writes.push({ kind: 'feeds.put', feeds: [visited] })
          await library.apply(writes)
        }
      }
      await Promise.all(Array.from({ length: 16 }, lane))
      await library.close()
    })
    if (added !== feedCount * 5) throw new Error(`${added} added`)
    return { ...result, syncs: written.syncs - syncsBefore, peak: peak() }
  },
}

const measurement = measurements[mode]
if (!measurement) throw new Error(`no measurement ${mode}`)
console.log(JSON.stringify(await measurement()))
