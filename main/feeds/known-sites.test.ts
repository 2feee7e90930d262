import { expect, it } from 'vitest'
import { knownPlace, siteWords } from './known-sites.ts'

const CHANNEL = `UC${'a'.repeat(22)}`
it.each([
  [
    `https://www.youtube.com/channel/${CHANNEL}/videos`,
    [`https://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL}`],
  ],
  ['https://m.youtube.com/user/somebody', ['https://www.youtube.com/feeds/videos.xml?user=somebody']],
  ['https://www.youtube.com/watch?v=x&list=PLabc-1', ['https://www.youtube.com/feeds/videos.xml?playlist_id=PLabc-1']],
  [
    'https://github.com/nodejs/node',
    [
      'https://github.com/nodejs/node/releases.atom',
      'https://github.com/nodejs/node/tags.atom',
      'https://github.com/nodejs/node/commits.atom',
    ],
  ],
  [
    'https://github.com/nodejs/node/commits/main',
    [
      'https://github.com/nodejs/node/commits/main.atom',
      'https://github.com/nodejs/node/releases.atom',
      'https://github.com/nodejs/node/tags.atom',
    ],
  ],
  ['https://github.com/nodejs', ['https://github.com/nodejs.atom']],
  ['https://gitlab.com/a/b', ['https://gitlab.com/a/b/-/releases.atom', 'https://gitlab.com/a/b/-/tags?format=atom']],
  ['https://old.reddit.com/r/rss/', ['https://www.reddit.com/r/rss/.rss']],
  ['https://reddit.com/r/rss/top', ['https://www.reddit.com/r/rss/top/.rss']],
  ['https://www.reddit.com/user/spez', ['https://www.reddit.com/user/spez/.rss']],
  ['https://www.reddit.com/r/rss/comments/abc/title/', ['https://www.reddit.com/r/rss/comments/abc/title/.rss']],
  [
    'https://mastodon.example/@reader',
    ['https://mastodon.example/@reader.rss', 'https://mastodon.example/@reader.atom'],
  ],
  ['https://medium.com/@writer', ['https://medium.com/feed/@writer']],
  ['https://medium.com/some-paper', ['https://medium.com/feed/some-paper']],
  ['https://writer.medium.com/', ['https://writer.medium.com/feed']],
  ['https://paper.substack.com/p/text', ['https://paper.substack.com/feed']],
  ['https://substack.com/@paper', ['https://paper.substack.com/feed']],
  ['https://staff.tumblr.com/', ['https://staff.tumblr.com/rss']],
  ['https://www.tumblr.com/staff', ['https://staff.tumblr.com/rss']],
  ['https://www.tumblr.com/blog/view/staff', ['https://staff.tumblr.com/rss']],
  ['https://paper.wordpress.com', ['https://paper.wordpress.com/feed/', 'https://paper.wordpress.com/comments/feed/']],
  [
    'https://paper.blogspot.co.uk/2020/',
    ['https://paper.blogspot.co.uk/feeds/posts/default', 'https://paper.blogspot.co.uk/feeds/comments/default'],
  ],
  ['https://bsky.app/profile/paper.example', ['https://bsky.app/profile/paper.example/rss']],
  ['https://lemmy.example/c/news', ['https://lemmy.example/feeds/c/news.xml?sort=New']],
])('%s', (address, feeds) => {
  expect(knownPlace(address)?.feeds).toEqual(feeds)
})

it.each([
  'https://paper.example/',
  'https://github.com/',
  'https://github.com/topics/rss',
  'https://github.com/nodejs/node/releases.atom',
  'https://www.reddit.com/r/rss/.rss',
  'https://notreddit.com/r/rss',
  'https://paper.blogspot.com/feeds/posts/default',
  'https://medium.com/feed/x',
  'https://www.youtube.com/',
  'https://mastodon.example/@reader/123',
  'https://mastodon.example/@reader.rss',
])('%s is like any other page', (address) => {
  expect(knownPlace(address)).toBe(null)
})

it('asks the page where only it knows', () => {
  expect(knownPlace('https://youtube.com/@paper/videos')).toEqual({
    feeds: [],
    page: 'https://www.youtube.com/@paper',
    enough: false,
  })
  expect(siteWords(`{"externalId":"${CHANNEL}"}`, 'https://www.youtube.com/@paper')).toEqual([
    `https://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL}`,
  ])
  expect(knownPlace('https://podcasts.apple.com/de/podcast/paper/id123456789')?.page).toBe(
    'https://itunes.apple.com/lookup?id=123456789&entity=podcast',
  )
  expect(
    siteWords('{"results":[{"feedUrl":"https://paper.example/pod"}]}', 'https://itunes.apple.com/lookup?id=1'),
  ).toEqual(['https://paper.example/pod'])
  expect(siteWords('"feedUrl":"https://paper.example/pod"', 'https://paper.example/')).toEqual([])
})
