// A process that writes to a library on a real disk until it is killed: the kill test's victim. Every line it prints was
// acknowledged before it was printed.
import { writeSync } from 'node:fs'
import { nodeFiles } from '../../hosts/node/files.ts'
import { takeLock } from '../../hosts/node/lock.ts'
import { openLibrary } from '../library.ts'
import { account, article, feed, testHost } from './scene.ts'

export const killTuning = { journalBytes: 4000, contentBytes: 40_000 }

/** What the nth apply of a life does to the article `n`: both sides know it without telling. */
export const readAfter = (n: number): boolean => n % 3 !== 0
export const isSent = (n: number): boolean => n % 11 === 0
export const savedAfter = (n: number): boolean => n % 5 === 0

if (process.argv[1] === import.meta.filename) {
  const [folder = '', first = '1', seed = '1'] = process.argv.slice(2)
  const lock = await takeLock(folder)
  if (!lock.ok) throw new Error('a lock that survived a crash')
  const library = await openLibrary(testHost(nodeFiles(folder)), killTuning)
  const tell = (line: string): void => void writeSync(1, `${line}\n`)
  tell('open')
  if (!library.feed(1)) {
    await library.apply([
      { kind: 'accounts.put', accounts: [account(1)] },
      { kind: 'feeds.put', feeds: [feed(1, { accountId: 1, remoteId: '1' }), feed(2)], service: true },
    ])
  }
  const lane = async (n: number): Promise<void> => {
    for (; ; n += lanes) {
      // Two in one apply: never one without the other.
      const [added] = await library.apply([
        { kind: 'articles.add', feedId: 1, articles: [article(n)] },
        { kind: 'articles.add', feedId: 2, articles: [article(n + 1_000_000)] },
      ])
      const id = added?.kind === 'articles.added' ? (added.ids[0] ?? 0) : 0
      tell(`added ${n} ${id}`)
      await library.apply([{ kind: 'articles.mark', ids: [id], read: readAfter(n), saved: savedAfter(n) }])
      tell(`marked ${n} ${id}`)
      // What the service says of something that waits to be told to it.
      if (n % 13 === 0 && readAfter(n))
        await library.apply([{ kind: 'articles.mark', ids: [id], read: false, service: true }])
      if (isSent(n)) {
        const entries = library.outbox(1).filter(({ change }) => change.on === 'article' && change.id === id)
        await library.apply([{ kind: 'outbox.sent', accountId: 1, entries }])
        tell(`sent ${n} ${id}`)
      }
      if (n % 7 === 0) {
        const { head, body } = article(n, { text: `changed ${n} ` })
        await library.apply([{ kind: 'articles.update', id, head: { ...head, title: `Changed ${n}` }, body, hash: n }])
        tell(`changed ${n} ${id}`)
      }
      if (n % 23 === 0) {
        await library.apply([{ kind: 'articles.remove', ids: [id] }])
        tell(`removed ${n} ${id}`)
      }
      if (n % 97 === Number(seed) % 97) await library.applyRetention()
      if (n % 101 === Number(seed) % 101) await library.backup()
    }
  }
  const lanes = 3
  await Promise.all(Array.from({ length: lanes }, (_, i) => lane(Number(first) + i)))
}
