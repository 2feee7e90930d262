// News pages for measuring: 150–600 kB each, most of it scripts, styles, JSON, menus, cards and comments, the same every time.
import { chance } from '../library/articles.ts'

export interface Page {
  name: string
  html: string
  /** What is to be read of it. */
  text: string
}

const syllables = 'an be ci da el fo gra hi in jo ka li mo ne or pe qua ri sta tu um ver wa xi yo zen tion ment'.split(
  ' ',
)

/** What a page is made of; the numbers are its elements of each kind. */
interface Shape {
  name: string
  style: number
  script: number
  json: number
  menu: number
  icons: number
  cards: number
  comments: number
  paragraphs: number
  /** Elements around each card and paragraph. */
  wrappers: number
  generated: boolean
}

const shapes: readonly Shape[] = [
  { name: 'state in JSON', style: 30, script: 60, json: 220, menu: 150, icons: 30, cards: 40, comments: 0, paragraphs: 24, wrappers: 0, generated: true }, // prettier-ignore
  { name: 'style in line', style: 160, script: 40, json: 20, menu: 260, icons: 40, cards: 50, comments: 0, paragraphs: 30, wrappers: 0, generated: false }, // prettier-ignore
  { name: 'many scripts', style: 20, script: 180, json: 30, menu: 120, icons: 20, cards: 30, comments: 40, paragraphs: 18, wrappers: 0, generated: false }, // prettier-ignore
  { name: 'menus and cards', style: 40, script: 30, json: 20, menu: 500, icons: 80, cards: 160, comments: 0, paragraphs: 26, wrappers: 3, generated: true }, // prettier-ignore
  { name: 'comments', style: 30, script: 50, json: 30, menu: 140, icons: 30, cards: 40, comments: 150, paragraphs: 22, wrappers: 2, generated: false }, // prettier-ignore
  { name: 'long read', style: 40, script: 60, json: 60, menu: 160, icons: 30, cards: 50, comments: 30, paragraphs: 140, wrappers: 1, generated: true }, // prettier-ignore
  { name: 'short item', style: 60, script: 70, json: 40, menu: 220, icons: 60, cards: 70, comments: 0, paragraphs: 7, wrappers: 0, generated: false }, // prettier-ignore
  { name: 'all of it', style: 90, script: 140, json: 160, menu: 320, icons: 60, cards: 110, comments: 60, paragraphs: 40, wrappers: 2, generated: true }, // prettier-ignore
  { name: 'hardly a script', style: 4, script: 8, json: 4, menu: 240, icons: 10, cards: 120, comments: 160, paragraphs: 60, wrappers: 4, generated: false }, // prettier-ignore
  { name: 'long comments', style: 8, script: 8, json: 4, menu: 60, icons: 10, cards: 20, comments: 400, paragraphs: 30, wrappers: 2, generated: true }, // prettier-ignore
]

export const pages = (): Page[] => shapes.map((shape, index) => page(shape, chance(7919 * (index + 1))))

function page(shape: Shape, random: () => number): Page {
  const below = (end: number) => Math.floor(random() * end)
  const word = () => Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)]).join('')
  const words = (count: number) => Array.from({ length: count }, word).join(' ')
  const sentence = (count = 8 + below(14)) => {
    const text = words(count)
    return `${text.charAt(0).toUpperCase()}${text.slice(1, text.length >> 1)}${random() < 0.4 ? ',' : ''}${text.slice(text.length >> 1)}.`
  }
  const hash = () => below(0xffffff).toString(36)
  /** A class as a build tool or a person would write it. */
  const named = (name: string) =>
    shape.generated ? `css-${hash()} ${name}_${name}__${hash()}` : `${name} ${name}--default u-mb-2`
  const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, i) => make(i)).join('\n') // prettier-ignore
  const upTo = (kilobytes: number, make: () => string) => {
    let text = ''
    while (text.length < kilobytes * 1000) text += make()
    return text
  }

  const wrapped = (inner: string) =>
    '<div>'
      .repeat(shape.wrappers)
      .replaceAll('<div>', () => `<div class="${named('wrapper')}" data-layer="${hash()}">`) +
    inner +
    '</div>'.repeat(shape.wrappers)

  const styles = upTo(shape.style, () => `.${word()}-${hash()}{display:flex;margin:${below(40)}px;color:#${hash()}}`)
  const program = () => `!function(e,t){var n=e.${word()};if(n&&n.length<${below(99)})t("<div>"+n+"</div>")}(window,q);`
  const scripts = many(8, () => `<script>${upTo(shape.script / 8, program)}</script>`)
  const json = upTo(shape.json, () => `{"id":"${hash()}","title":"${sentence()}","url":"\\u002F${word()}"},`)
  const icon = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2zm0 18c-4.41 0-8-3.59-8-8s3.59-8 8-8 8 3.59 8 8-3.59 8-8 8z"></path></svg>`
  const menu = `<nav class="${named('navigation')}" aria-label="Main"><ul class="${named('menu')}">${many(
    shape.menu,
    (i) =>
      `<li class="${named('menu-item')}"><a class="${named('menu-link')}" href="/${word()}/${word()}" data-track="nav|${i}">${i < shape.icons ? icon : ''}<span class="${named('label')}">${words(1 + below(2))}</span></a></li>`,
  )}</ul></nav>`
  const cards = `<section class="${named('grid')}"><h2>${words(2)}</h2>${many(shape.cards, () =>
    wrapped(`<div class="${named('card')}" data-id="${hash()}"><a href="/${word()}/${word()}-${hash()}" class="${named('card-link')}"><div class="${named('media')}"><picture><source media="(min-width: 600px)" srcset="https://img.example/${hash()}/800.webp 800w, https://img.example/${hash()}/400.webp 400w" type="image/webp"><img loading="lazy" src="https://img.example/${hash()}.jpg" alt="${words(5)}" width="400" height="225" class="${named('image')}"></picture></div>
      <div class="${named('text')}"><span class="${named('kicker')}">${word()}</span> <h3 class="${named('title')}">${sentence(9)}</h3></div></a><div class="${named('meta')}"><time datetime="2026-11-23T10:00:00Z">${below(23)} hours ago</time> <button type="button" class="${named('save')}">${icon}</button></div></div>`),
  )}</section>`
  const comments = shape.comments
    ? `<section id="comments" class="${named('comments')}"><h2>${shape.comments} comments</h2>${many(
        shape.comments,
        () =>
          wrapped(`<div class="${named('comment')}"><div class="${named('head')}"><a href="/u/${word()}" class="${named('user')}">${word()}</a> <time datetime="2026-11-23T11:00:00Z">${below(50)} minutes ago</time></div>
        <div class="${named('comment-body')}"><p>${sentence()} ${sentence()}</p></div><div class="${named('actions')}"><button>Reply</button><button>${below(99)} likes</button></div></div>`),
      )}</section>`
    : ''

  const headline = sentence(9).slice(0, -1)
  const written: string[] = []
  const body = many(shape.paragraphs, (i) => {
    const parts = Array.from({ length: 3 + below(4) }, () => sentence())
    const heading = i % 7 === 6 ? sentence(5).slice(0, -1) : ''
    if (heading) written.push(heading)
    written.push(parts.join(' '))
    const link = i % 3 === 0 ? `<a href="https://paper.test/${word()}">${parts[0]}</a>` : parts[0]
    const aside =
      i % 5 === 2
        ? `<div class="${named('ad-slot')}" id="ad-${i}"><span>Advertisement</span><script>slots.push("${hash()}")</script></div>`
        : i % 9 === 4
          ? `<aside class="${named('related')}"><h3>Read also</h3><ul>${many(3, () => `<li><a href="/${word()}">${sentence(7)}</a></li>`)}</ul></aside>`
          : ''
    return `${heading ? `<h2 class="${named('crosshead')}">${heading}</h2>` : ''}${wrapped(`<p class="${named('paragraph')}">${link} ${parts.slice(1).join(' ')}</p>`)}${aside}`
  })
  const linked = `{"@context":"https://schema.org","@type":"NewsArticle","headline":"${headline}","datePublished":"2026-11-23T09:00:00Z","dateModified":"2026-11-23T10:00:00Z","author":[{"@type":"Person","name":"Anna Keller"}],"image":["https://img.example/lead/1200.jpg"],"publisher":{"@type":"Organization","name":"The Paper"}}`
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline} | The Paper</title><meta property="og:title" content="${headline}"><meta property="og:site_name" content="The Paper"><meta name="description" content="${sentence()}"><link rel="canonical" href="https://paper.test/a">
<script type="application/ld+json">${linked}</script><style>${styles}</style>${scripts}</head><body class="${named('page')}"><header class="${named('masthead')}"><a href="/" class="${named('logo')}">${icon}The Paper</a>${menu}</header>
<div id="app"><div class="${named('layout')}"><main class="${named('main')}"><article class="${named('article')}"><header class="${named('article-header')}"><h1>${headline}</h1><div class="${named('byline')}">By <a href="/by/anna">Anna Keller</a> <time datetime="2026-11-23T09:00:00Z">23 November 2026</time></div></header>
<figure class="${named('lead')}"><img src="https://img.example/lead/1200.jpg" width="1200" height="800" alt="${words(6)}"><figcaption>${sentence()}</figcaption></figure><div class="${named(shape.generated ? 'content' : 'article-body')}">${body}</div>
<div class="${named('share')}">${many(5, () => `<a href="https://social.example/${word()}">${icon}${word()}</a>`)}</div></article></main><aside class="${named('sidebar')}">${cards}</aside></div>${comments}</div>
<footer class="${named('footer')}">${menu}<p>© 2026 The Paper</p></footer><script id="__STATE__" type="application/json">[${json}{}]</script></body></html>`
  return { name: shape.name, html, text: written.join(' ') }
}
