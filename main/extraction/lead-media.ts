// The picture and the sound that stand for an article.
import type { PageMetadata } from '../base/extracted-page.ts'
import { isThing, type LinkedData, type Thing, typesOf } from './json-ld.ts'
import type { First } from './metadata.ts'
import type { PageHead } from './page-head.ts'
import { plain } from './plain.ts'

export type Address = (value: unknown) => string | null

export function imageIn(
  ld: Thing,
  data: LinkedData,
  first: First,
  address: Address,
  head: PageHead,
): PageMetadata['image'] {
  const told = largestImage(ld['image'], data, address) ?? largestImage(ld['thumbnailUrl'], data, address)
  const tag = address(
    first(
      'og:image:secure_url',
      'og:image',
      'og:image:url',
      'twitter:image',
      'twitter:image:src',
      'parsely-image-url',
      'sailthru.image.full',
      'image',
      'thumbnail',
    ),
  )
  const linked = address(head.links.find((link) => link.rel === 'image_src')?.href)
  if (told) return told
  const url = tag ?? linked
  if (!url) return null
  return {
    url,
    width: size(first('og:image:width')),
    height: size(first('og:image:height')),
    caption: null,
    credit: null,
  }
}

function largestImage(value: unknown, data: LinkedData, address: Address): PageMetadata['image'] {
  let best: PageMetadata['image'] = null
  for (const each of (Array.isArray(value) ? value.flat() : [value]).slice(0, 30)) {
    const image = data.follow(each)
    const thing = isThing(image) ? image : {}
    const inner = Array.isArray(thing['url']) ? thing['url'][0] : (thing['url'] ?? thing['contentUrl'] ?? thing['@id'])
    const url = address(isThing(image) ? inner : image)
    if (!url) continue
    const found = {
      url,
      width: size(thing['width']),
      height: size(thing['height']),
      caption: plain(thing['caption']) ?? plain(thing['description']),
      credit:
        plain(thing['creditText']) ??
        plain(isThing(thing['author']) ? thing['author']['name'] : thing['author']) ??
        plain(thing['copyrightNotice']),
    }
    // Lists give one picture in several shapes: the first unless a later one is plainly larger.
    if (!best || (found.width ?? 0) > (best.width ?? 0) * 1.2) best = found
  }
  return best
}

function size(value: unknown): number | null {
  const text = isThing(value) ? value['value'] : value
  const number = typeof text === 'number' ? text : typeof text === 'string' ? Number.parseInt(text, 10) : Number.NaN
  return number > 0 && number < 30_000 ? Math.round(number) : null
}

export function audioIn(ld: Thing, data: LinkedData, first: First, address: Address): PageMetadata['audio'] {
  const value = ld['audio'] ?? (typesOf(ld).includes('PodcastEpisode') ? ld['associatedMedia'] : undefined)
  const told = data.follow(Array.isArray(value) ? value[0] : value)
  if (isThing(told)) {
    const url = address(told['contentUrl'] ?? told['url'])
    if (url) return { url, type: plain(told['encodingFormat']), duration: seconds(told['duration']) }
  }
  const url = address(told) ?? address(first('og:audio:secure_url', 'og:audio', 'og:audio:url'))
  return url ? { url, type: first('og:audio:type'), duration: null } : null
}

function seconds(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const match = /^P(?:(\d{1,3})D)?T?(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?$/i.exec(value.trim())
  if (match)
    return (
      Number(match[1] ?? 0) * 86_400 + Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)
    )
  return /^\d{1,6}$/.test(value.trim()) ? Number(value) : null
}
