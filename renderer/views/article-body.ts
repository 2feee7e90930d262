// Makes the text of an article ready to be read: links, pictures, headings, tables, players, divided words.
import { idPrefix, linkSchemes, picturePath } from '../../main/contract/allowed-html.ts'
import type { ArticleBody, ArticleHead, MediaKey, MediaState } from '../../main/contract/models.ts'
import type { Hyphenate } from '../state/hyphenate.ts'
import type { Tongue } from '../state/article-language.ts'
import { t } from '../words/words.ts'
import { inertBody } from './article-html.ts'
import { enlargeable, missingPicture } from './article-pictures.ts'
import { playerFor } from './article-players.ts'
import { sameText } from '../state/repeats.ts'

export interface BodyNeeds {
  head: ArticleHead
  body: ArticleBody
  tongue: Tongue
  hyphenate: Hyphenate | null
  justified: boolean
}

/** Ready to be put into the page; nothing of it has been fetched yet. */
export function readyBody({ head, body, tongue, hyphenate, justified }: BodyNeeds): DocumentFragment {
  const root = inertBody(body.html)
  const media = new Map(body.media.map((each) => [each.key, each]))
  dropRepeats(root, head)
  for (const each of [...root.querySelectorAll('[id]')]) if (!each.id.startsWith(idPrefix)) each.removeAttribute('id')
  for (const link of [...root.querySelectorAll('a')]) mendLink(link)
  for (const picture of [...root.querySelectorAll('img')]) mendPicture(picture)
  mendHeadings(root)
  for (const table of [...root.querySelectorAll('table')]) boxTable(table)
  for (const code of [...root.querySelectorAll('pre')]) code.dir = 'ltr'
  markFirst(root, head, tongue)
  if (hyphenate !== null) divideWords(root, tongue.language, (text) => hyphenate(text, justified ? 0 : RAGGED))
  const fragment = document.createDocumentFragment()
  fragment.append(...root.childNodes)
  // From here on elements of our own may join: they lose their styles when they move between documents.
  for (const figure of fragment.querySelectorAll<HTMLElement>('figure.video, figure.audio')) mendPlayer(figure, media)
  for (const picture of fragment.querySelectorAll('img'))
    if ((media.get(keyOf(picture) ?? '')?.state ?? 'kept') !== 'kept') picture.replaceWith(missingPicture(picture))
    else enlargeable(picture)
  return fragment
}

/** Headline and lead picture stand above the text already. */
function dropRepeats(root: HTMLElement, head: ArticleHead): void {
  const first = root.querySelector('h1, h2, h3, p')
  if (first !== null && first.matches('h1, h2, h3') && sameText(first.textContent, head.title)) first.remove()
  if (head.picture === null) return
  const lead = root.querySelector(`img[src="${picturePath}${head.picture.key}"]`)
  if (lead === null) return
  const figure = lead.closest('figure')
  const alone = figure !== null && figure.querySelectorAll('img').length === 1 ? figure : lead
  const before = textBefore(root, alone)
  // A lead picture that comes back in the middle of the text belongs there.
  if (before.length < 280) alone.remove()
}

function textBefore(root: HTMLElement, end: Element): string {
  const range = root.ownerDocument.createRange()
  range.setStart(root, 0)
  range.setEndBefore(end)
  return range.toString().trim()
}

function mendLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href')
  if (href === null || href.startsWith('#')) return
  const url = URL.parse(href)
  if (url === null || !(linkSchemes as readonly string[]).includes(url.protocol)) link.removeAttribute('href')
  else link.rel = 'noopener noreferrer'
}

function mendPlayer(figure: HTMLElement, media: ReadonlyMap<MediaKey, MediaState>): void {
  const kind = figure.classList.contains('audio') ? 'audio' : 'video'
  figure.className = `elsewhere ${kind}`
  const href = figure.querySelector('a')?.href
  const kept = [...media.values()].find((each) => each.kind === kind && each.state === 'kept' && each.url === href)
  if (kept !== undefined)
    figure.prepend(playerFor(kind, kept.key, figure.querySelector('figcaption')?.textContent ?? ''))
}

function keyOf(picture: HTMLImageElement): MediaKey | null {
  const source = picture.getAttribute('src') ?? ''
  const key = source.slice(picturePath.length)
  return source.startsWith(picturePath) && /^[0-9a-f]{32}$/.test(key) ? key : null
}

function mendPicture(picture: HTMLImageElement): void {
  if (keyOf(picture) === null) {
    picture.remove()
    return
  }
  // Lazy also means: nothing is fetched before it stands in the page.
  picture.loading = 'lazy'
  picture.decoding = 'async'
  const width = Number(picture.getAttribute('width'))
  if (width > 0 && width < 160) picture.classList.add('small')
}

/** The headline is h1; crossheads begin at h2 and leave no rank out, whatever the page had. */
function mendHeadings(root: HTMLElement): void {
  const headings = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const ranks = [...new Set(headings.map((each) => each.localName))].sort()
  let last = 1
  for (const heading of headings) {
    const rank = Math.min(ranks.indexOf(heading.localName) + 2, last + 1, 6)
    last = rank
    if (heading.localName === `h${rank}`) continue
    const mended = root.ownerDocument.createElement(`h${rank}`)
    for (const { name, value } of [...heading.attributes]) mended.setAttribute(name, value)
    mended.append(...heading.childNodes)
    heading.replaceWith(mended)
  }
}

/** A wide table moves in its own box, not the page. */
function boxTable(table: HTMLTableElement): void {
  if (table.closest('.table') !== null) return
  const box = table.ownerDocument.createElement('div')
  box.className = 'table'
  table.replaceWith(box)
  box.append(table)
  const name = table.caption?.textContent.trim()
  box.dataset['name'] = name === undefined || name === '' ? t('article.table') : name
}

/** The first paragraph of a long text begins with a large letter, where letters can be large. */
function markFirst(root: HTMLElement, head: ArticleHead, tongue: Tongue): void {
  const first = [...root.children].find((each) => each.textContent.trim() !== '')
  if (first?.localName !== 'p') return
  first.classList.add('first')
  const letters = first.textContent.trim()
  if (
    !tongue.cjk &&
    tongue.direction === 'ltr' &&
    head.words >= 300 &&
    letters.length >= 160 &&
    /^\p{Lu}\p{L}/u.test(letters)
  )
    first.classList.add('drop')
}

/** Letters of the shortest word that is divided where lines need not be equally long. */
const RAGGED = 9

const UNDIVIDED = 'pre, code, kbd, samp, var, math, time, [lang]'

function divideWords(root: HTMLElement, language: string | null, hyphenate: Hyphenate): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT
    return node.matches(UNDIVIDED) && node.getAttribute('lang') !== language
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_SKIP
  })
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode.nodeType === Node.TEXT_NODE) texts.push(walker.currentNode as Text)
  for (const text of texts) if (text.data.trim() !== '') text.data = hyphenate(text.data)
}
