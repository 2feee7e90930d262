// Sound and film that lie on this disk, played by the browser's own player.
import type { MediaKey } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'

export function playerFor(kind: 'audio' | 'video', key: MediaKey, name: string): HTMLMediaElement {
  const player = document.createElement(kind)
  player.controls = true
  player.preload = 'metadata'
  player.src = `/media/${key}`
  player.setAttribute(
    'aria-label',
    name.trim() === '' ? t(`article.${kind}`) : t('article.listen', { title: name.trim() }),
  )
  return player
}
