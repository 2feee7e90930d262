import { expect, it } from 'vitest'
import { commonPlaces, pageLinks } from './page-links.ts'

const PAGE = 'https://paper.example/town/today.html'
const urls = (html: string) => pageLinks(html, PAGE).map((link) => link.url)

it('takes what link elements declare, in order, comments last, whatever their case and quotes', () => {
  expect(
    pageLinks(
      `<HTML><head><link rel="alternate" type="application/rss+xml" title="Comments on Paper" href="/comments/feed/">
      <LINK REL='Alternate' TYPE='application/rss+xml; charset=utf-8' TITLE='Paper &amp; Town' HREF='feed.xml?a=1&amp;b=2'>
      <link rel=alternate type=application/atom+xml href=//cdn.example/atom>
      <link rel="alternate feed" href="/f"><link rel="feed" href="/g"><link rel="alternate" type="application/feed+json" href="/feed.json">`,
      PAGE,
    ).map(({ url, title }) => [url, title]),
  ).toEqual([
    ['https://paper.example/town/feed.xml?a=1&b=2', 'Paper & Town'],
    ['https://cdn.example/atom', null],
    ['https://paper.example/f', null],
    ['https://paper.example/g', null],
    ['https://paper.example/feed.json', null],
    ['https://paper.example/comments/feed/', 'Comments on Paper'],
  ])
})

it('resolves against the page’s base and mends feed: addresses', () => {
  expect(urls('<base href="https://other.example/x/"><link rel=alternate type=application/rss+xml href=rss>')).toEqual([
    'https://other.example/x/rss',
  ])
  expect(urls('<a href="feed:https://paper.example/rss">x</a><a href="feed://paper.example/atom">y</a>')).toEqual([
    'https://paper.example/rss',
    'http://paper.example/atom',
  ])
})

it('sees links that look like feeds, after declared ones', () => {
  expect(
    urls(
      '<a href="/about">About</a><a href="/rss.xml">RSS</a><a href="/news/atom/">Atom</a><a href="/x?format=rss">R</a><a href="https://feeds.feedburner.com/p">F</a><link rel=alternate type=application/rss+xml href=/main>',
    ),
  ).toEqual([
    'https://paper.example/main',
    'https://paper.example/rss.xml',
    'https://paper.example/news/atom/',
    'https://paper.example/x?format=rss',
    'https://feeds.feedburner.com/p',
  ])
})

it('leaves alone what only resembles a feed', () => {
  expect(
    urls(`<link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" media="handheld" href="/m"><link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2"><link rel="stylesheet" href="/rss.css"><a href="/about-rss.html">What is RSS?</a><a href="/feedback">Feedback</a><a href="/images/rss.png">i</a><a href="javascript:feed()">x</a><a href="mailto:rss@paper.example">m</a>`),
  ).toEqual([])
})

it('is bounded and linear on hostile pages', () => {
  const many = Array.from(
    { length: 5000 },
    (_, index) => `<link rel=alternate type=application/rss+xml href=/${index}>`,
  ).join('')
  expect(urls(many).length).toBe(60)
  for (const junk of [
    '<a href="',
    '<link rel="alternate',
    '<!--',
    '<base href="x">',
    '<'.repeat(10),
    '<a '.repeat(20),
    '&amp;',
  ]) {
    const start = process.cpuUsage()
    pageLinks(junk.repeat(200_000), PAGE)
    expect(process.cpuUsage(start).user, junk).toBeLessThan(8_000_000)
  }
})

it('knows where feeds usually lie', () => {
  expect(commonPlaces(PAGE).slice(0, 2)).toEqual([
    'https://paper.example/town/feed',
    'https://paper.example/town/rss.xml',
  ])
  expect(commonPlaces('https://paper.example/')[0]).toBe('https://paper.example/feed')
})
