// Random schedules from a seed: two Broadsheets, the service's own web side, faults, restarts. At the end all agree, and every
// mark was told.
import { afterEach, expect, test } from 'vitest'
import { FakeServer, type Call, type Fault } from '../sync/testing/fake-server.ts'
import type { Style } from '../sync/testing/fake-service.ts'
import { Reader } from './testing/reader.ts'

const papers = ['https://one.example/feed', 'https://two.example/feed', 'https://three.example/feed']
let readers: Reader[] = []
afterEach(async () => {
  for (const reader of readers) await reader.close()
  readers = []
})

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const reads: Fault[] = ['cut', '503', '429', 'odd', '500']
const faultsOf: Partial<Record<Call, Fault[]>> = {
  tell: ['cut', 'cutAfter', '503', '429'],
  sets: [...reads, 'empty', 'halved'],
  structure: [...reads, 'empty', 'halved'],
  items: reads,
  news: reads,
  changes: reads,
  recent: reads,
  follow: ['cutAfter', '503'],
}

interface Mark {
  by: Reader
  name: string
  value: boolean
  step: number
}

class Schedule {
  readonly server = new FakeServer()
  readonly random: () => number
  /** The last mark of each reader for each article and key. */
  readonly marks = new Map<string, Mark>()
  /** What the server was told, by whom does not matter. */
  readonly told: { name: string; value: boolean; step: number }[] = []
  /** Thrown away, or called anew: nobody can be told of what was marked before. */
  readonly lost = new Set<string>()
  step = 0
  #lastStructure = false

  constructor(seed: number) {
    this.random = randomOf(seed)
    this.server.onMark = (item, key, value) => this.told.push({ name: `${item.guid} ${key}`, value, step: this.step })
  }

  readonly pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(this.random() * from.length)]

  misbehave(often: number): void {
    this.server.fault = (call) => {
      const faults = faultsOf[call]
      // Twice in a row it would be believed.
      const spared = call === 'structure' && this.#lastStructure
      if (call === 'structure') this.#lastStructure = false
      if (!faults || spared || this.random() > often) return null
      if (call === 'structure') this.#lastStructure = true
      return this.pick(faults) ?? null
    }
  }

  async markOne(by: Reader): Promise<void> {
    const head = this.pick(await by.articles())
    if (!head) return
    const key = this.random() < 0.6 ? 'read' : 'saved'
    const value = !head[key]
    await by.ask('articles.mark', { ids: [head.id], [key]: value })
    const guid = head.title.replace(' number ', '#')
    const name = `${guid} ${key}`
    this.marks.set(`${readers.indexOf(by)} ${name}`, { by, name, value, step: this.step })
  }
}

async function labelOne(schedule: Schedule, reader: Reader): Promise<void> {
  const head = schedule.pick(await reader.articles())
  const label = schedule.pick(['Later', 'Work']) ?? ''
  if (head) await reader.ask('articles.label', { ids: [head.id], label, value: !head.labels?.includes(label) })
}

/** The reader arranges feeds and folders. */
async function arrange(schedule: Schedule, reader: Reader): Promise<void> {
  const { random } = schedule
  const { feeds, folders } = await reader.ask('app.snapshot', {})
  const feed = schedule.pick(feeds)
  const folder = schedule.pick(folders)
  const dice = random()
  const title = `N${schedule.step}`
  if (dice < 0.3 && feed) await reader.ask('feeds.change', { id: feed.id, ownTitle: title })
  else if (dice < 0.6 && feed)
    await reader.ask('feeds.move', { feeds: [feed.id], folders: [], to: folder?.id ?? null, place: 0 })
  else if (dice < 0.8) await reader.ask('folders.add', { title, parentId: null, accountId: reader.accountId })
  else if (dice < 0.9 && folder) await reader.ask('folders.rename', { id: folder.id, title })
  else if (folder) await reader.ask('folders.remove', { id: folder.id })
}

/** So does the web side. */
function arrangeThere({ server, random, pick, step, lost }: Schedule): void {
  const feed = pick([...server.feeds.values()])
  const folder = pick([...server.folders.values()])
  const dice = random()
  if (dice < 0.25 && feed) server.change(feed.remoteId, { title: `W${step}` })
  else if (dice < 0.5 && feed) server.change(feed.remoteId, { folderId: folder?.remoteId ?? null })
  else if (dice < 0.65 && !server.foldersByFeeds) server.folder(`W${step}`)
  else if (dice < 0.65 && feed) server.change(feed.remoteId, { folderId: server.folder(`W${step}`).remoteId })
  else if (dice < 0.75 && folder) server.renameFolder(folder.remoteId, `W${step}`)
  else if (dice < 0.85 && folder) server.removeFolder(folder.remoteId)
  else if (feed && server.feeds.size > 1) {
    for (const item of server.items.values()) if (item.feedId === feed.remoteId) lost.add(item.guid)
    server.unfollow(feed.remoteId)
    server.follow(feed.url)
  }
}

const styles: Style[] = ['sets', 'changes', 'apart']
/** More of them: SCHEDULES=100 vitest run main/commands/sync-schedules */
const seeds = Array.from({ length: Number(process.env['SCHEDULES'] ?? 3) }, (_, index) => index + 1)

test.each(styles.flatMap((style) => seeds.map((seed) => [style, seed] as const)))(
  'with %s, schedule %i',
  { timeout: 120_000 },
  async (style, seed) => {
    const schedule = new Schedule(seed)
    const { server, random } = schedule
    // As with Google Reader: a folder is its title, and there as long as a feed is in it.
    server.foldersByFeeds = style === 'sets' && seed % 2 === 0
    for (const url of papers.slice(0, 2)) {
      server.follow(url)
      server.publish(url, 8)
    }
    for (let number = 0; number < 2; number++) {
      const reader = new Reader(server, style)
      readers.push(reader)
      await reader.open()
      await reader.signIn()
    }
    schedule.misbehave(0.15)
    for (schedule.step = 1; schedule.step <= 60; schedule.step++) {
      const reader = schedule.pick(readers)
      const item = schedule.pick([...server.items.values()])
      const dice = random()
      if (!reader) continue
      if (dice < 0.45) await schedule.markOne(reader)
      else if (dice < 0.6 && item) {
        const key = random() < 0.6 ? 'read' : 'saved'
        server.mark(item.id, key, !item[key])
      } else if (dice < 0.68) server.publish(schedule.pick(papers) ?? '', 1 + Math.floor(random() * 4))
      else if (dice < 0.71 && item && !item.saved) {
        schedule.lost.add(item.guid)
        server.purge(item.id)
      } else if (dice < 0.73) server.follow(papers[2] ?? '')
      else if (dice < 0.75) reader.hours(7)
      else if (dice < 0.77) await reader.restart()
      else if (dice < 0.82) await arrange(schedule, reader)
      else if (dice < 0.86) arrangeThere(schedule)
      else if (dice < 0.9 && style === 'sets') await labelOne(schedule, reader)
      else if (dice < 0.92 && style === 'sets' && item) server.label(item.id, 'Later', !item.labels.has('Later'))
      else await reader.sync()
    }
    server.fault = () => null
    for (let round = 0; round < 3; round++)
      for (const reader of readers) {
        reader.hours(7)
        expect((await reader.sync()).problem).toBeNull()
      }

    const all = await Promise.all(readers.map((reader) => reader.articles()))
    for (const [index, articles] of all.entries()) {
      const snapshot = await readers[index]?.ask('app.snapshot', {})
      expect(snapshot?.accountStates[0]).toMatchObject({ kind: 'signedIn', waiting: 0, refused: 0 })
      expect(snapshot?.feeds.map(({ url }) => url).toSorted()).toEqual(
        [...server.feeds.values()].map(({ url }) => url).toSorted(),
      )
      const names = new Map(snapshot?.folders.map(({ id, title }) => [id, title]))
      const here = snapshot?.feeds.map(({ url, title, ownTitle, folderId }) => {
        return [url, ownTitle ?? title, folderId === null ? null : names.get(folderId)]
      })
      const there = [...server.feeds.values()].map(({ url, title, folderId }) => {
        return [url, title, folderId === null ? null : server.folders.get(folderId)?.title]
      })
      expect(here?.toSorted()).toEqual(there.toSorted())
      const used = new Set(snapshot?.feeds.map(({ folderId }) => folderId))
      const shown = [...names].flatMap(([id, title]) => (server.foldersByFeeds && !used.has(id) ? [] : [title]))
      expect(shown.toSorted()).toEqual([...server.folders.values()].map(({ title }) => title).toSorted())
      const byTitle = Map.groupBy(articles, ({ title }) => title)
      for (const item of server.items.values()) {
        const marks = byTitle.get(item.title)?.map(({ read, saved, labels = [] }) => ({ read, saved, labels }))
        const { read, saved, labels } = item
        expect([item.title, marks]).toEqual([item.title, [{ read, saved, labels: [...labels].toSorted() }]])
      }
    }
    // The last mark of each was told, unless there was nothing to tell it about.
    for (const { name, value, step } of schedule.marks.values()) {
      if (schedule.lost.has(name.slice(0, name.lastIndexOf(' ')))) continue
      const heard = schedule.told.some((one) => one.name === name && one.value === value && one.step >= step)
      expect([name, step, heard]).toEqual([name, step, true])
    }
  },
)
