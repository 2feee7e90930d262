// Makes "66 characters a line" true: the ch unit is a zero's width, and letters are narrower.
import type { Settings } from '../../main/contract/models.ts'
import type { Tongue } from '../state/article-language.ts'

/** Letters as English has them, spaces included; other scripts are measured by their own text. */
const SAMPLE =
  'It was the early edition that carried the news of the harbour, and by noon every reader in town had an opinion of it, ' +
  'some of them more than one. Nobody had asked the gulls.'
const LONGEST = 400
/** Chinese, Japanese and Korean lines hold fewer, wider signs. */
const CJK = 0.56

const FACES: Record<Settings['text']['face'], { text: string; head: string }> = {
  serif: { text: 'var(--face-text)', head: 'var(--face-head)' },
  sans: {
    text: "'Source Sans 3', 'Noto Sans', 'Open Sans', 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
    head: "'Source Sans 3', 'Noto Sans', 'Open Sans', 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif",
  },
  system: { text: 'var(--face-ui)', head: 'var(--face-ui)' },
}

/** Sets face, size and line height; answers whether anything is other than before. */
export function applyTextSettings(host: HTMLElement, text: Settings['text']): boolean {
  const faces = FACES[text.face]
  const values: Record<string, string> = {
    '--text-size': `${text.size / 16}rem`,
    '--text-line': String(text.lineHeight),
    '--chosen-face': faces.text,
    '--chosen-head': faces.head,
  }
  let changed = host.dataset['measure'] !== String(text.measure)
  host.dataset['measure'] = String(text.measure)
  for (const [name, value] of Object.entries(values)) {
    if (host.style.getPropertyValue(name) === value) continue
    host.style.setProperty(name, value)
    changed = true
  }
  return changed
}

/** `text`: the element the article is set in, laid out. */
export function applyMeasure(
  host: HTMLElement,
  text: HTMLElement,
  characters: number,
  tongue: Tongue,
  own: string,
): void {
  const latin =
    tongue.language === null ||
    !/^(ar|fa|ur|ps|he|yi|ru|uk|be|bg|sr|mk|el|hi|mr|ne|th|ja|zh|yue|ko)\b/.test(tongue.language)
  const sample = latin || own.length < 80 ? SAMPLE : own.slice(0, LONGEST)
  const probe = document.createElement('span')
  probe.className = 'probe'
  probe.setAttribute('aria-hidden', 'true')
  probe.textContent = sample
  text.append(probe)
  const width = probe.getBoundingClientRect().width / sample.length
  probe.remove()
  if (width > 0) host.style.setProperty('--measure', `${Math.round(width * characters * (tongue.cjk ? CJK : 1))}px`)
}
