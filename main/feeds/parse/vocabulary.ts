// What the elements of feeds are to their reader: text, structure, or things that stand beside one another.

/** Elements whose inside is text or HTML, never structure. */
export const texts = new Set(
  'title description summary content content:encoded body xhtml:body xhtml:div fullitem tagline subtitle info rights copyright abstract dc:title dc:description dc:rights dcterms:abstract dcterms:rights media:title media:description itunes:summary itunes:subtitle itunes:title googleplay:description feedburner:browserfriendly content_encoded excerpt:encoded'.split(
    ' ',
  ),
)
export const containers = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'item', 'entry', 'items', 'media:group'])
export const roots = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'rdf'])
export const isItem = (name: string) => name === 'item' || name === 'entry'

/** What may stand in an element that has children. Anything else found in it after it was left open belongs
 * beside it. */
export const natural: Record<string, string> = {
  author: 'name email uri url homepage foaf:person rdf:description',
  contributor: 'name email uri url homepage',
  source: 'title id link updated author subtitle rights icon logo category generator contributor modified tagline',
  image: 'url title link width height description href',
  textinput: 'title name link description',
  'itunes:owner': 'itunes:name itunes:email name email',
  'itunes:category': 'itunes:category',
  'media:group': '*',
  'media:content': '*',
  'georss:where': '*',
  skiphours: 'hour',
  skipdays: 'day',
}

/** Elements that stand beside a text construct, never in one. */
export const beside = new Set(
  'link guid pubdate category author comments enclosure source dc:date dc:creator dc:subject description content:encoded title id updated published summary content media:content media:thumbnail media:group item entry language copyright managingeditor webmaster lastbuilddate generator docs ttl image'.split(
    ' ',
  ),
)

/** Of these, the ones that are no HTML either. */
export const neverHtml = new Set(
  'pubdate guid category author comments enclosure dc:date dc:creator dc:subject description content:encoded updated published issued modified media:content media:thumbnail media:group media:title itunes:duration itunes:author itunes:image slash:comments wfw:commentrss language copyright managingeditor webmaster lastbuilddate generator docs ttl feedburner:origlink'.split(
    ' ',
  ),
)
