// Pictures, sound and video of an item as Media RSS describes them, at item, group and content level.
import { attributeAddress, countIn, durationIn } from './values.ts'
import { collapse, hasMarkup, plainText } from './text.ts'
import { decodeReferences } from './references.ts'
import type { Element } from './element.ts'
import type { ParsedItem, ParsedMedia } from '../../base/parsed-feed.ts'

type Thumbnail = ParsedItem['thumbnails'][number]
interface Common {
  title: string | null
  description: string | null
  credits: ParsedMedia['credits']
  player: string | null
  thumbnails: Thumbnail[]
}
const most = 500
const nothing = (): Common => ({ title: null, description: null, credits: [], player: null, thumbnails: [] })

function plain(element: Element): string | null {
  const text =
    element.inline || hasMarkup(element.text) ? plainText(element.text) : collapse(decodeReferences(element.text))
  return text === '' ? null : text
}

/** What may stand at each of the levels. */
function readCommon(element: Element, into: Common): void {
  switch (element.name) {
    case 'media:title':
      into.title ??= plain(element)
      break
    case 'media:description':
    case 'media:text':
      into.description ??= plain(element)
      break
    case 'media:credit': {
      const name = plain(element)
      if (name && into.credits.length < 50)
        into.credits.push({ name, role: element.attributes['role']?.trim() || null })
      break
    }
    case 'media:player':
      into.player ??= attributeAddress(element, 'url', 'href')
      break
    case 'media:thumbnail': {
      const url =
        attributeAddress(element, 'url', 'href') ??
        attributeAddress({ ...element, attributes: { url: element.text } }, 'url')
      if (url && into.thumbnails.length < most)
        into.thumbnails.push({
          url,
          width: countIn(element.attributes['width']),
          height: countIn(element.attributes['height']),
          time: element.attributes['time']?.trim() || null,
        })
      break
    }
  }
}

export class MediaReader {
  private readonly all: Thumbnail[] = []
  private readonly media: { own: ParsedMedia; level: Common }[] = []
  private readonly item = nothing()
  private groups = 0

  read(element: Element): void {
    if (element.name === 'media:group') {
      const group = nothing()
      const number = this.groups++
      for (const child of element.children) {
        if (child.name === 'media:content') this.content(child, group, number)
        else {
          readCommon(child, group)
          if (child.name === 'media:thumbnail') this.remember(group)
        }
      }
    } else if (element.name === 'media:content') this.content(element, this.item, null)
    else {
      readCommon(element, this.item)
      if (element.name === 'media:thumbnail') this.remember(this.item)
    }
  }

  private remember(level: Common): void {
    const last = level.thumbnails.at(-1)
    if (last && this.all.length < most && !this.all.includes(last)) this.all.push(last)
  }

  private content(element: Element, level: Common, group: number | null): void {
    if (this.media.length >= most) return
    const { attributes } = element
    const own = nothing()
    for (const child of element.children) {
      readCommon(child, own)
      if (child.name === 'media:thumbnail') this.remember(own)
    }
    const isDefault = attributes['isdefault']?.trim().toLowerCase()
    this.media.push({
      level,
      own: {
        url: attributeAddress(element, 'url', 'href'),
        type: attributes['type']?.trim() || null,
        medium: attributes['medium']?.trim().toLowerCase() || null,
        length: countIn(attributes['filesize'] ?? attributes['length']),
        width: countIn(attributes['width']),
        height: countIn(attributes['height']),
        duration: durationIn(attributes['duration']),
        isDefault: isDefault === undefined ? null : isDefault === 'true',
        ...own,
        group,
      },
    })
  }

  /** What is said once for the item or the group holds for each of its media. */
  finish(): { media: ParsedMedia[]; thumbnails: Thumbnail[] } {
    const media = this.media.map(({ own, level }) => {
      const levels = level === this.item ? [this.item] : [level, this.item]
      return {
        ...own,
        title: own.title ?? level.title ?? this.item.title,
        description: own.description ?? level.description ?? this.item.description,
        credits: [own.credits, ...levels.map((one) => one.credits)].find((credits) => credits.length > 0) ?? [],
        player: own.player ?? level.player ?? this.item.player,
        thumbnails:
          [own.thumbnails, ...levels.map((one) => one.thumbnails)].find((thumbnails) => thumbnails.length > 0) ?? [],
      }
    })
    return { media: media.filter((one) => one.url !== null || one.player !== null), thumbnails: this.all }
  }
}
