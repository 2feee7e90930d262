// What podcasts say about themselves and their episodes (itunes, podcast and googleplay namespaces).
import { addressOf, attributeAddress, commaList, countIn, durationIn, truthIn } from './values.ts'
import { personIn, personOf } from './people.ts'
import { collapse, hasMarkup, plainText } from './text.ts'
import { decodeReferences } from './references.ts'
import type { Element } from './element.ts'
import type { ParsedFeed, ParsedItem } from '../../base/parsed-feed.ts'

type Episode = NonNullable<ParsedItem['itunes']>
type Show = NonNullable<ParsedFeed['itunes']>

function plain(element: Element): string | null {
  const text =
    element.inline || hasMarkup(element.text) ? plainText(element.text) : collapse(decodeReferences(element.text))
  return text === '' ? null : text
}

export class ItemPodcast {
  private found: Episode | null = null

  read(element: Element): void {
    const name = element.name.slice(element.name.indexOf(':') + 1)
    const episode = this.found ?? {
      author: null,
      duration: null,
      image: null,
      episode: null,
      season: null,
      episodeType: null,
      explicit: null,
      block: false,
      keywords: [],
      summary: null,
      subtitle: null,
      title: null,
    }
    switch (name) {
      case 'author':
        episode.author ??= personIn(element.text)?.name ?? null
        break
      case 'duration':
        episode.duration ??= durationIn(element.text)
        break
      case 'image':
      case 'link':
        episode.image ??= attributeAddress(element, 'href', 'url') ?? addressOf(element)
        break
      case 'episode':
        episode.episode ??= countIn(element.text)
        break
      case 'season':
        episode.season ??= countIn(element.text)
        break
      case 'episodetype':
        episode.episodeType ??= plain(element)?.toLowerCase() ?? null
        break
      case 'explicit':
        episode.explicit ??= truthIn(element.text)
        break
      case 'block':
        episode.block ||= truthIn(element.text) === true
        break
      case 'keywords':
        episode.keywords.push(...commaList(collapse(element.text)))
        break
      case 'summary':
      case 'description':
        episode.summary ??= plain(element)
        break
      case 'subtitle':
        episode.subtitle ??= plain(element)
        break
      case 'title':
        episode.title ??= plain(element)
        break
      default:
        return
    }
    this.found = episode
  }

  finish(): Episode | null {
    return this.found
  }
}

export class FeedPodcast {
  private found: Show | null = null

  read(element: Element): void {
    const name = element.name.slice(element.name.indexOf(':') + 1)
    const show = this.found ?? {
      author: null,
      owner: null,
      image: null,
      categories: [],
      explicit: null,
      type: null,
      complete: false,
      block: false,
      newFeedUrl: null,
      keywords: [],
      summary: null,
      subtitle: null,
    }
    switch (name) {
      case 'author':
        show.author ??= personIn(element.text)?.name ?? null
        break
      case 'owner':
        show.owner ??= personOf(element)
        break
      case 'image':
      case 'link':
        show.image ??= attributeAddress(element, 'href', 'url') ?? addressOf(element)
        break
      case 'category':
        categories(element, show.categories)
        break
      case 'explicit':
        show.explicit ??= truthIn(element.text)
        break
      case 'type':
        show.type ??= plain(element)?.toLowerCase() ?? null
        break
      case 'complete':
        show.complete ||= truthIn(element.text) === true
        break
      case 'block':
        show.block ||= truthIn(element.text) === true
        break
      case 'new-feed-url':
        show.newFeedUrl ??= addressOf(element)
        break
      case 'keywords':
        show.keywords.push(...commaList(collapse(element.text)))
        break
      case 'summary':
      case 'description':
        show.summary ??= plain(element)
        break
      case 'subtitle':
        show.subtitle ??= plain(element)
        break
      default:
        return
    }
    this.found = show
  }

  finish(): Show | null {
    return this.found
  }
}

function categories(element: Element, into: string[]): void {
  const text = collapse(decodeReferences(element.attributes['text'] ?? element.text))
  if (text !== '' && !into.includes(text) && into.length < 100) into.push(text)
  for (const child of element.children) if (child.name.endsWith(':category')) categories(child, into)
}
