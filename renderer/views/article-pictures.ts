// What stands where a picture should be: quiet, with its words, and replaced as soon as the picture is there.
import type { MediaState } from '../../main/contract/models.ts'
import '../elements/icon.ts'
import { t } from '../words/words.ts'

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
  if (target instanceof HTMLImageElement && target.isConnected && target.closest('.paper') === null)
    target.replaceWith(missingPicture(target))
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
  }
}
