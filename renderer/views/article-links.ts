// What the text of an article answers to: its links, its addresses under the pointer, copying.
import { linkSchemes } from '../../main/contract/allowed-html.ts'
import { withoutSoftHyphens } from '../state/hyphenate.ts'

export function openOutside(address: string): void {
  const url = URL.parse(address)
  if (url !== null && (linkSchemes as readonly string[]).includes(url.protocol))
    window.open(url.href, '_blank', 'noopener')
}

export function linkAt(event: Event): HTMLAnchorElement | null {
  for (const target of event.composedPath())
    if (target instanceof HTMLAnchorElement && target.hasAttribute('href')) return target
  return null
}

/** For click and auxclick: everything outside opens outside, a #place scrolls. */
export function followLink(event: MouseEvent, root: ShadowRoot): void {
  const link = linkAt(event)
  if (link === null || event.button > 1 || link.dataset['own'] !== undefined) return
  event.preventDefault()
  const href = link.getAttribute('href') ?? ''
  if (!href.startsWith('#')) return openOutside(href)
  const place = root.getElementById(href.slice(1))
  if (place === null) return
  for (let box = place.closest('details'); box !== null; box = box.parentElement?.closest('details') ?? null)
    box.open = true
  place.scrollIntoView({ block: 'center' })
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.classList.add('here')
  setTimeout(() => place.classList.remove('here'), 1_600)
}

interface HasSelection {
  getSelection(): Selection | null
}
const hasSelection = (root: object): root is HasSelection => 'getSelection' in root

/** What is copied or dragged away is spelled as it was written. */
export function copyAsWritten(event: ClipboardEvent | DragEvent, root: ShadowRoot): void {
  const data = event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer
  const selection = hasSelection(root) ? root.getSelection() : document.getSelection()
  if (data === null || selection === null || selection.isCollapsed) return
  const text = selection.toString()
  if (!text.includes('\u00ad')) return
  const box = document.createElement('div')
  for (let at = 0; at < selection.rangeCount; at++) box.append(selection.getRangeAt(at).cloneContents())
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  while (walker.nextNode())
    if (walker.currentNode instanceof Text) walker.currentNode.data = withoutSoftHyphens(walker.currentNode.data)
  data.setData('text/plain', withoutSoftHyphens(text))
  data.setData('text/html', box.innerHTML)
  if (event.type === 'copy') event.preventDefault()
}
