// Takes out of an extracted article what its head already tells: headline, kicker, byline, date, standfirst, lead picture.
import { type Element, isElement, type Parent, textOf } from './parse.ts'
import { folded } from './plain.ts'
import { firstBlocks, holdsPicture, remove } from './blocks.ts'

/** A headline or kicker that stands again above the text. */
export function withoutRepeated(root: Parent, line: string | null): void {
  if (!line) return
  const wanted = folded(line)
  for (const block of firstBlocks(root, { left: 5 })) {
    if (!/^(?:h[1-6]|p|div|span|header)$/.test(block.tagName) || holdsPicture(block)) continue
    const text = folded(textOf(block))
    if (solid(text) === solid(wanted) || (/^h[12]$/.test(block.tagName) && holdsHeadline(text, wanted)))
      return remove(block)
    if (text.startsWith(wanted) && withoutLine(block, wanted)) return
  }
}

/** A first line of its own, where lines end with <br>. */
function withoutLine(block: Element, wanted: string): boolean {
  const end = block.childNodes.findIndex((node) => node.nodeName === 'br')
  if (end < 1 || folded(block.childNodes.slice(0, end).map(textOf).join('')) !== wanted) return false
  block.childNodes.splice(0, end + 1)
  return true
}

/** Kicker and headline in one heading, with or without a space between them. */
const holdsHeadline = (heading: string, wanted: string): boolean =>
  wanted.length > 15 && heading.endsWith(wanted) && heading.length - wanted.length < 60

const solid = (text: string) => text.replaceAll(' ', '')

const dated =
  /^(?:(?:first |zuletzt |last |date )?(?:published|updated|posted|modified|created|veröffentlicht|aktualisiert|publiziert|erstellt|publié|mis à jour|modifié|actualizado|publicado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|публикац|опубликовано|обновлено|發布|发布|更新)(?:$|[\s:：]).{0,80}|\d{1,2} (?:min(?:ute)?s?|hours?|hrs?|days?) ago|(?:vor|il y a|hace) \d{1,2} \p{L}{1,9}\.?|.{0,25}\b\d{1,3}[\s-]?(?:min(?:ute)?s?\.?(?: de)?[\s-]?(?:read|lecture|lesezeit|lettura|lectura)?|minutes? to read)\.?)$/iu

const byLine =
  /^(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]oor|[Dd]i|[Aa]f|[Aa]v|[Tt]exte?|[Tt]exto)[:\s]\s?\p{Lu}[\p{L}'’.-]+(?:\s[\p{L}'’.,&-]+){0,8}$/u

/** Date, byline and reading time, above the text: they are in the head. Authors' lives, below it. */
export function withoutBylines(root: Parent, authors: readonly string[]): void {
  const names = authors.map(folded).filter(Boolean)
  for (const block of [...firstBlocks(root, { left: 6 })]) {
    if (!/^(?:p|div|span|h[3-6]|ul|time|header|address)$/.test(block.tagName) || holdsPicture(block)) continue
    const text = textOf(block).replace(/\s+/g, ' ').trim()
    if (text.length > 120) break
    const plainText = folded(text)
    const left = names.reduce((rest, name) => rest.replace(name, ' '), plainText)
    const isName =
      left !== plainText &&
      left
        .replace(
          /\b(?:by|von|par|por|door|di|da|av|af|and|und|et|y|e|och|og|en|staff|reporter|correspondent|редактор|автор)\b/gu,
          '',
        )
        .trim().length < 12
    if (isName || byLine.test(text) || (dated.test(text) && /\d/.test(text)) || isDate(text)) remove(block)
  }
  if (names.length === 0) return
  const blocks = root.childNodes.filter(isElement).slice(-2)
  for (const block of blocks) {
    const text = textOf(block).replace(/\s+/g, ' ').trim()
    const about = names.some((name) => folded(text.slice(0, 120)).startsWith(name))
    if (
      about &&
      text.length <= 500 &&
      /^.{0,80}(?:\b(?:is|was|has been|covers|writes|reports|joined|ist|arbeitet|schreibt|est|es|è|pracuje)\b|@)/u.test(
        text,
      )
    )
      remove(block)
  }
}

/** Little but figures, with a year or an hour among them. */
function isDate(text: string): boolean {
  if (text.length > 60 || !/\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\d{4}年/.test(text)) return false
  const figures = text.replace(/[^\d:./,-]/g, '').length
  return figures / text.length > 0.28 && !/[!?]/.test(text)
}

/** The standfirst, where it stands again at the start of the text. Answers whether it did. */
export function withoutStandfirst(root: Parent, standfirst: string | null): boolean {
  if (!standfirst || standfirst.length < 30) return false
  const wanted = folded(standfirst).replace(/ \.\.\.$|…$/, '')
  for (const block of firstBlocks(root, { left: 4 })) {
    if (!/^(?:h[2-6]|p|div|span|header|strong)$/.test(block.tagName) || holdsPicture(block)) continue
    if (folded(textOf(block)) !== wanted) continue
    remove(block)
    return true
  }
  return false
}

/** The lead picture, where the article opens with it: it is shown above the text. Answers its caption. */
export function withoutLead(root: Parent, imageUrl: string | null): { caption: string | null } | null {
  if (!imageUrl) return null
  const name = pictureName(imageUrl)
  for (const block of firstBlocks(root, { left: 3 })) {
    const images = picturesIn(block)
    if (images.length > 1) return null
    const [image] = images
    const src = image?.attrs.find((each) => each.name === 'src')?.value
    if (!image || !src) continue
    if (src !== imageUrl && pictureName(src) !== name) return null
    const caption = textOf(block).replace(/\s+/g, ' ').trim()
    // A paragraph with a picture in it is no picture.
    if (caption.length > 600 || (block.tagName === 'p' && caption.length > 0)) return null
    remove(block)
    return { caption: caption || null }
  }
  return null
}

/** One picture in several sizes mostly keeps its name. */
export function pictureName(url: string): string {
  const path = url.replace(/[?#].*$/s, '').toLowerCase()
  const last = path.split('/').findLast((part) => part.length > 6 && /[a-z\d]{5}/.test(part)) ?? path
  return last
    .replace(/\.(?:jpe?g|png|webp|avif|gif)$/, '')
    .replace(/[-_@](?:\d{2,4}x\d{2,4}|\d{2,4}w?|scaled|large|medium|small|[a-z]{1,2})$/g, '')
}

function picturesIn(node: Element): Element[] {
  if (node.tagName === 'img') return [node]
  return node.childNodes.flatMap((child) => (isElement(child) ? picturesIn(child) : []))
}
