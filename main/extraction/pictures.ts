// Chooses, among all the ways a page names one picture, the address worth keeping.
import { webAddress } from './links.ts'

export type Attributes = Record<string, string>

export interface FoundPicture {
  url: string
  width: number | null
  height: number | null
}

const best = 1600
const sourceSets = ['data-srcset', 'data-lazy-srcset', 'data-lazyload-srcset', 'srcset']
const lazySources = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-original-src',
  'data-lazy',
  'data-lazyload',
  'data-url',
  'data-image',
  'data-img-url',
  'data-hi-res-src',
  'data-full-src',
  'data-echo',
  'data-runner-src',
  'data-actualsrc',
  'data-canonical-src',
  'data-delayed-url',
]
const placeholder =
  /(?:^|[/_.=-])(?:blank|spacer|transparent|placeholder|place-holder|pixel|lazy|lazyload|loading|loader|grey|gray|empty|clear|1x1|dot)(?:[_.-][\w.-]*)?\.(?:gif|png|jpe?g|svg|webp)/i
const beacons =
  /(?:^https?:\/\/(?:pixel|beacon|track(?:ing|er)?|counter|stats?|count|analytics|metrics|b|sb|vg\d+\.met)\.[a-z0-9.-]+\/)|\/\/(?:www\.)?(?:facebook\.com\/tr|google-analytics\.com|googletagmanager\.com|feeds\.feedburner\.com\/~r\/|feeds\.wordpress\.com\/[\d.]+\/(?:comments|categories|tags|delicious|stumble|digg|reddit|facebook|twitter|gocomments)|[a-z0-9-]+\.met\.vgwort\.de|[a-z0-9.-]*(?:scorecardresearch|doubleclick|quantserve|ivwbox|chartbeat|imrworldwide|xiti|webtrekk|hubspot|list-manage|mailchimp)\.(?:com|net|de|fr)\/)|\/(?:pixel|beacon|1x1|mf|tracker?|counter|impression|open)\.(?:gif|png|php|aspx?)(?:[?#]|$)|\/(?:republication-tracker-tool|piwik\.php|matomo\.php)/i

/** null: no picture to keep (a placeholder, a beacon, no address). */
export function choosePicture(
  attributes: Attributes,
  base: string | null,
  sets: readonly string[] = [],
): FoundPicture | null {
  const width = pixels(attributes['width'])
  const height = pixels(attributes['height'])
  if ((width !== null && width <= 3) || (height !== null && height <= 3)) return null
  if (attributes['style'] && /(?:^|[;\s])(?:width|height)\s*:\s*[013]px/.test(attributes['style'].slice(0, 500)))
    return null
  const url = chooseAddress(attributes, base, sets)
  return url && !beacons.test(url) ? { url, width, height } : null
}

function chooseAddress(attributes: Attributes, base: string | null, sets: readonly string[]): string | null {
  const lists = [...sets]
  for (const name of sourceSets) if (attributes[name]) lists.push(attributes[name])
  const fromSet = lists.length ? largest(lists, base) : null
  if (fromSet) return fromSet
  for (const name of lazySources) {
    const value = attributes[name]
    const url = value && !/^[[{]/.test(value) ? webAddress(value, base) : null
    if (url && !placeholder.test(url)) return url
  }
  const src = attributes['src']
  const url = src ? webAddress(src, base) : null
  return url && !placeholder.test(url) ? url : null
}

function largest(lists: readonly string[], base: string | null): string | null {
  let found: { url: string; score: number } | null = null
  for (const list of lists)
    for (const { url, size } of candidates(list)) {
      const address = webAddress(url, base)
      if (!address || placeholder.test(address)) continue
      // The widest that is not wider than a page; of those wider, the narrowest.
      const score = size <= best ? size : best / size
      if (!found || score > found.score) found = { url: address, score }
    }
  return found?.url ?? null
}

/** The parts of a srcset; density counts as if 1x were 800 pixels wide. Linear. */
export function* candidates(list: string): Generator<{ url: string; size: number }> {
  const text = list.slice(0, 20_000)
  let i = 0
  while (i < text.length) {
    while (i < text.length && /[\s,]/.test(text.charAt(i))) i++
    const from = i
    while (i < text.length && !/\s/.test(text.charAt(i))) i++
    let url = text.slice(from, i)
    if (!url) return
    let descriptor = ''
    if (url.endsWith(',')) url = url.replace(/,{1,9}$/, '')
    else {
      const end = text.indexOf(',', i)
      descriptor = text.slice(i, end < 0 ? text.length : end).trim()
      i = end < 0 ? text.length : end + 1
    }
    const number = /^(\d{1,6}(?:\.\d{1,4})?)([wx])/.exec(descriptor)
    const size = !number ? 800 : number[2] === 'w' ? Number(number[1]) : Number(number[1]) * 800
    yield { url, size }
  }
}

/** A length in CSS pixels, or null. */
export function pixels(text: string | undefined): number | null {
  const match = text ? /^\s*(\d{1,5})(?:\.\d{1,6})?(?:px)?\s*$/.exec(text) : null
  return match ? Number(match[1]) : null
}
