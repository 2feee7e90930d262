import { expect, it } from 'vitest'
import { feedBody, NOON, parsedItem, trial } from './testing/trial.ts'

const HOME = 'https://paper.example/'
const items = (name: string, count = 3) =>
  Array.from({ length: count }, (_, index) =>
    parsedItem({ title: `${name} ${index}`, link: `https://paper.example/${name}/${index}` }),
  )
const feed = (name: string, more = {}) => ({ body: feedBody({ title: name, items: items(name), ...more }) })
const page = (head: string) => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html><head>${head}</head><body>Hello</body></html>`,
})
const link = (href: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`

it('takes a feed’s own address as it is, at its permanent place', async () => {
  const { wire, feeds } = trial()
  wire.on(`${HOME}feed`, { status: 301, headers: { location: '/feed.xml' } })
  wire.on(`${HOME}feed.xml`, feed('town'))
  expect(await feeds.discover('feed:https://paper.example/feed')).toEqual({
    ok: true,
    value: [{ url: `${HOME}feed.xml`, title: 'town', kind: 'rss', sample: ['town 0', 'town 1', 'town 2'] }],
  })
})

it('reads the home page, looks at each feed, knows the same one twice, and puts comments last', async () => {
  const { wire, feeds } = trial()
  wire.on(
    HOME,
    page(
      link('/comments/feed') +
        link('/rss', 'Paper') +
        link('/atom') +
        link('/sport') +
        link('/gone') +
        link('/slow', 'Slow'),
    ),
  )
  wire.on(`${HOME}comments/feed`, feed('comments'))
  wire.on(`${HOME}rss`, feed('main'))
  wire.on(`${HOME}atom`, {
    body: feedBody({
      title: 'main',
      format: 'atom',
      items: items('main').map((item) => ({
        ...item,
        content: { html: 'x' as never, type: null, base: null, language: null },
      })),
    }),
  })
  wire.on(`${HOME}sport`, feed('sport'))
  wire.on(`${HOME}gone`, { status: 404 })
  wire.on(`${HOME}slow`, { problem: { kind: 'timedOut', host: 'paper.example', ms: 1 } })
  const found = await feeds.discover('paper.example')
  expect(found.ok && found.value.map(({ url, title }) => [url, title])).toEqual([
    [`${HOME}atom`, 'main'],
    [`${HOME}sport`, 'sport'],
    [`${HOME}slow`, 'Slow'],
    [`${HOME}comments/feed`, 'comments'],
  ])
})

it('looks at eight and lists the others', async () => {
  const { wire, feeds } = trial()
  wire.on(HOME, page(Array.from({ length: 12 }, (_, index) => link(`/${index}`)).join('')))
  for (let index = 0; index < 12; index++) wire.on(`${HOME}${index}`, feed(`f${index}`))
  const found = await feeds.discover(HOME)
  expect(found.ok && found.value.map((candidate) => candidate.sample.length)).toEqual([
    3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0,
  ])
  expect(wire.requests.length).toBe(9)
})

it('tries http when https is not answered, and usual places when the page says nothing', async () => {
  const { wire, feeds } = trial()
  wire.on('https://paper.example/', {
    problem: { kind: 'connectionFailed', host: 'paper.example', code: 'ECONNREFUSED' },
  })
  wire.on('http://paper.example/', page(''))
  wire.on('http://paper.example/rss.xml', feed('found'))
  const found = await feeds.discover('paper.example')
  expect(found).toMatchObject({ ok: true, value: [{ url: 'http://paper.example/rss.xml' }] })
  // Two at a time, and no further than needed.
  expect(wire.requests.length).toBe(2 + 4)
})

it('says clearly when there is none, or why the page was not had', async () => {
  const { wire, feeds } = trial()
  wire.on(HOME, page(''))
  expect(await feeds.discover(HOME)).toEqual({ ok: false, problem: { kind: 'noFeedFound', url: HOME } })
  wire.on(HOME, { status: 401, headers: { 'www-authenticate': 'Basic realm="Club"' } })
  expect(await feeds.discover(HOME)).toEqual({
    ok: false,
    problem: { kind: 'signInNeeded', host: 'paper.example', realm: 'Club' },
  })
  expect(await feeds.discover('https://nowhere.example')).toMatchObject({
    ok: false,
    problem: { kind: 'hostNotFound' },
  })
  expect(await feeds.discover('file:///etc/passwd')).toMatchObject({ ok: false, problem: { kind: 'badAddress' } })
  wire.on(HOME, { status: 503 })
  expect(await feeds.discover(HOME)).toMatchObject({ ok: false, problem: { kind: 'httpStatus', status: 503 } })
})

it('finds the feed of a page that is itself missing', async () => {
  const { wire, feeds } = trial()
  wire.on(`${HOME}old`, { status: 404, body: '<html>' })
  wire.on(`${HOME}feed`, feed('alive'))
  expect(await feeds.discover(`${HOME}old`)).toMatchObject({ ok: true, value: [{ title: 'alive' }] })
})

it('goes where known sites have theirs', async () => {
  const { wire, feeds } = trial()
  wire.on('https://github.com/a/b/releases.atom', feed('releases'))
  wire.on('https://github.com/a/b/tags.atom', feed('tags'))
  const found = await feeds.discover('github.com/a/b')
  expect(found.ok && found.value.map((candidate) => candidate.title)).toEqual(['releases', 'tags'])
  const id = `UC${'b'.repeat(22)}`
  wire.on('https://www.youtube.com/@paper', { body: `<html><script>{"externalId":"${id}"}</script>` })
  wire.on(`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`, feed('videos'))
  expect(await feeds.discover('youtube.com/@paper')).toMatchObject({ ok: true, value: [{ title: 'videos' }] })
  wire.on('https://social.example/@me', { body: '<html></html>' })
  wire.on('https://social.example/@me.rss', feed('toots'))
  expect(await feeds.discover('@me@social.example')).toMatchObject({
    ok: true,
    value: [{ url: 'https://social.example/@me.rss' }],
  })
})

it('keeps secrets at home and lets no public page lead into a private network', async () => {
  const { wire, feeds } = trial()
  wire.on(HOME, page(link('/mine') + link('https://other.example/feed') + link('http://192.168.0.9/feed')))
  wire.on(`${HOME}mine`, feed('mine'))
  wire.on('https://other.example/feed', feed('other'))
  wire.on('http://192.168.0.9/feed', { private: true, ...feed('router') })
  const found = await feeds.discover('https://me:word@paper.example/')
  expect(found.ok && found.value.map((candidate) => candidate.title)).toEqual(['mine', 'other'])
  const told = wire.requests.filter((request) => request.headers?.['authorization']).map((request) => request.url)
  expect(told).toEqual([HOME, `${HOME}mine`])
  expect(wire.requests.filter((request) => request.url.includes('word'))).toEqual([])

  const inner = 'http://192.168.0.1/'
  wire.on(inner, { private: true, ...page(link('/feed') + link('http://192.168.0.9/feed')) })
  wire.on(`${inner}feed`, { private: true, ...feed('inner') })
  const typed = await feeds.discover('192.168.0.1')
  expect(typed.ok && typed.value.map((candidate) => candidate.title)).toEqual(['inner'])
})

it('can be stopped', async () => {
  const { wire, feeds } = trial()
  const controller = new AbortController()
  wire.on(HOME, () => {
    controller.abort()
    return page(link('/a'))
  })
  expect(await feeds.discover(HOME, { signal: controller.signal })).toEqual({
    ok: false,
    problem: { kind: 'cancelled' },
  })
})

it('says when a host that is busy may be asked again', async () => {
  const { wire, feeds } = trial()
  for (const [status, problem] of [
    [429, { kind: 'busy' }],
    [503, { kind: 'httpStatus', status: 503 }],
  ] as const) {
    wire.on(HOME, { status, headers: { 'retry-after': '600' } })
    expect(await feeds.discover(HOME)).toEqual({ ok: false, problem: { ...problem, retryAt: NOON + 600_000 } })
  }
})
