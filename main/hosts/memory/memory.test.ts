import { expect, test } from 'vitest'
import { openApp } from '../../app.ts'
import type { Announcement } from '../../contract/changes.ts'
import { createMemoryHost } from './memory.ts'

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Loop</title><link>https://loop.example/</link>
<item><title>First</title><guid>1</guid><link>https://loop.example/1</link><description>One two three.</description></item>
</channel></rss>`

test('the whole app runs over memory: follow, stop, and everything is there again', async () => {
  const host = createMemoryHost()
  host.wire.on('https://loop.example/feed', { body: feed, headers: { 'content-type': 'application/rss+xml' } })
  const app = await openApp(host, { background: false })
  const heard: Announcement[] = []
  app.onChange((announcement) => heard.push(announcement))
  const added = await app.run('feeds.add', { address: 'https://loop.example/feed' })
  expect(added).toMatchObject({ ok: true, value: { feed: { title: 'The Loop', url: 'https://loop.example/feed' } } })
  expect(heard.map((announcement) => announcement.kind)).toContain('articles.added')
  await app.close()
  await host.close()

  const later = host.again()
  const again = await openApp(later, { background: false })
  const snapshot = await again.run('app.snapshot', {})
  expect(snapshot).toMatchObject({ ok: true, value: { counts: { total: 1, unread: 1 } } })
  await again.close()
  await later.close()
})

test('the clock runs what is due, in order, when it is told to', async () => {
  const { clock, close } = createMemoryHost()
  const ran: string[] = []
  const start = clock.now()
  clock.after(200, () => ran.push(`second at ${clock.now() - start}`))
  clock.after(100, () => {
    ran.push('first')
    clock.after(50, () => ran.push('between'))
  })
  const cancel = clock.after(120, () => ran.push('never'))
  cancel()
  await clock.advance(199)
  expect(ran).toEqual(['first', 'between'])
  await clock.advance(1)
  expect(ran).toEqual(['first', 'between', 'second at 200'])
  await close()
})
