// What stands where a picture should be: quiet, with its words, and replaced as soon as the picture is there.
import type { MediaState } from '../../main/contract/models.ts'
import '../elements/icon.ts'
import { withoutSoftHyphens } from '../state/hyphenate.ts'
import { t } from '../words/words.ts'
import type { ShownPicture } from './picture-view.ts'

const waitingFor = new WeakMap<Element, HTMLImageElement>()

export function missingPicture(picture: HTMLImageElement): HTMLElement {
  const box = document.createElement('span')
  box.className = 'missing'
  box.setAttribute('role', 'img')
  const words = picture.alt.trim()
  box.setAttribute(
    'aria-label',
    words === '' ? t('article.pictureMissing') : `${words} (${t('article.pictureMissing')})`,
  )
  box.title = t('article.pictureMissing')
  const icon = document.createElement('bs-icon')
  icon.name = 'picture'
  box.append(icon)
  const text = document.createElement('span')
  text.textContent = words === '' ? t('article.pictureMissing') : words
  text.dir = 'auto'
  box.append(text)
  waitingFor.set(box, picture)
  return box
}

/** A picture that could not be read after all: a broken drawing helps nobody. */
export function replaceBroken(event: Event): void {
  const { target } = event
  if (!(target instanceof HTMLImageElement) || !target.isConnected || target.closest('.paper') !== null) return
  const box = target.closest('.enlarge') ?? target
  box.replaceWith(missingPicture(target))
}

/** In a button that shows it large, unless it is a mere sign or leads somewhere else. */
export function enlargeable(picture: HTMLImageElement): Element {
  if (picture.classList.contains('small') || picture.closest('a, button, .elsewhere') !== null) return picture
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'enlarge'
  button.setAttribute('aria-label', enlargeLabel(picture.alt))
  button.title = t('article.enlarge')
  picture.replaceWith(button)
  button.append(picture)
  return button
}

export function enlargeLabel(alt: string): string {
  const words = alt.trim()
  return words === '' ? t('article.enlarge') : `${t('article.enlarge')}: ${words}`
}

/** All of a page that can be shown large, and which of them this one is. */
export function picturesAround(button: Element, page: ParentNode): { pictures: ShownPicture[]; at: number } {
  const buttons = [...page.querySelectorAll('.enlarge')]
  const pictures = buttons.map((each): ShownPicture => {
    const picture = each.querySelector('img')
    const caption = each.closest('figure')?.querySelector('figcaption')?.textContent ?? ''
    return {
      src: picture?.src ?? '',
      alt: picture?.alt ?? '',
      caption: withoutSoftHyphens(caption).replace(/\s+/g, ' ').trim(),
      language: each.closest('[lang]')?.getAttribute('lang') ?? null,
    }
  })
  return { pictures, at: Math.max(0, buttons.indexOf(button)) }
}

/** Puts in the pictures that have arrived since. */
export function takeInPictures(root: ParentNode, media: readonly MediaState[]): void {
  const kept = new Set(media.filter((each) => each.state === 'kept').map((each) => `/media/${each.key}`))
  for (const box of root.querySelectorAll('.missing')) {
    const picture = waitingFor.get(box)
    const source = picture?.getAttribute('src') ?? ''
    if (picture === undefined || !kept.has(source)) continue
    // A fresh one: the old one remembers its failure.
    const again = picture.cloneNode(true)
    box.replaceWith(again)
    if (again instanceof HTMLImageElement) enlargeable(again)
  }
}
