// Gives every XML name one spelling (`dc:creator`), whatever prefix, case or misspelt namespace a feed uses.

/** Without scheme, `www.`, closing slash or hash, lower case. '' are the feed vocabularies themselves. */
const known: Record<string, string> = {
  'backend.userland.com/rss': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss': '',
  'cyber.harvard.edu/rss': '',
  'rssboard.org/rss-specification': '',
  'purl.org/rss/1.0': '',
  'purl.org/rss/2.0': '',
  'purl.org/rss/1.0/modules/rss091': '',
  'purl.org/net/rss1.1': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'example.com/newformat': '',
  'example.com/necho': '',
  'purl.org/echo': '',
  'uri/of/echo/namespace': '',
  'purl.org/pie': '',
  'purl.org/atom/ns': '',
  'w3.org/2005/atom': '',
  'purl.org/atom/app': 'app',
  'w3.org/2007/app': 'app',
  'webns.net/mvcb': 'admin',
  'purl.org/rss/1.0/modules/aggregation': 'ag',
  'creativecommons.org/ns': 'cc',
  'creativecommons.org/ns#license': 'cc',
  'web.resource.org/cc': 'cc',
  'cyber.law.harvard.edu/rss/creativecommonsrssmodule.html': 'creativecommons',
  'backend.userland.com/creativecommonsrssmodule': 'creativecommons',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc': 'dc',
  'purl.org/metadata/dublin_core': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'xmlns.com/foaf/0.1': 'foaf',
  'w3.org/2003/01/geo/wgs84_pos': 'geo',
  'georss.org/georss': 'georss',
  'georss.org/georss/10': 'georss',
  'opengis.net/gml': 'gml',
  'postneo.com/icbm': 'icbm',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'itunes.apple.com/dtds/podcast-1.0.dtd': 'itunes',
  'example.com/dtds/podcast-1.0.dtd': 'itunes',
  'google.com/schemas/play-podcasts/1.0': 'googleplay',
  'google.com/schemas/play-podcasts/1.0/play-podcasts.xsd': 'googleplay',
  'podcastindex.org/namespace/1.0': 'podcast',
  'github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md': 'podcast',
  'search.yahoo.com/mrss': 'media',
  'video.search.yahoo.com/mrss': 'media',
  'tools.search.yahoo.com/mrss': 'media',
  'prismstandard.org/namespaces/1.2/basic': 'prism',
  'prismstandard.org/namespaces/basic/2.0': 'prism',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'purl.org/rss/1.0/modules/slash': 'slash',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'purl.org/syndication/thread/1.0': 'thr',
  'purl.org/syndication/history/1.0': 'fh',
  'purl.org/rss/1.0/modules/link': 'l',
  'purl.org/rss/1.0/modules/textinput': 'ti',
  'wellformedweb.org/commentapi': 'wfw',
  'w3.org/1999/xhtml': 'xhtml',
  'w3.org/tr/rec-html40': 'xhtml',
  'w3.org/1999/xlink': 'xlink',
  'w3.org/xml/1998/namespace': 'xml',
  'w3.org/2000/xmlns': 'xmlns',
  'podlove.org/simple-chapters': 'psc',
  'gdata.youtube.com/schemas/2007': 'yt',
  'youtube.com/xml/schemas/2015': 'yt',
  'schemas.google.com/g/2005': 'gd',
}
const knownPrefixes = new Set(Object.values(known).filter((prefix) => prefix !== ''))
knownPrefixes.add('creativecommons')

const bare = (uri: string) =>
  uri
    .slice(0, 200)
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#]{1,3}$/, '')

/** Prefixes in force at one place of the document; '' is the default namespace. */
export class Scope {
  readonly uris: Map<string, string>
  private readonly names = new Map<string, string>()
  /** The feed's default namespace: its own whatever it is called. */
  private readonly home: string | undefined
  constructor(uris: Map<string, string>, home?: string) {
    this.uris = uris
    this.home = home
  }

  /** `outer`: on the feed or channel element itself. */
  with(declared: [prefix: string, uri: string][], outer: boolean): Scope {
    const uris = new Map(this.uris)
    for (const [prefix, uri] of declared) if (uris.size < 200) uris.set(prefix.toLowerCase(), uri)
    return new Scope(uris, outer ? uris.get('') : this.home)
  }

  /** One spelling for an element's name. */
  element(written: string): string {
    const cached = this.names.get(written)
    if (cached !== undefined) return cached
    const name = this.resolve(written.toLowerCase(), true)
    if (this.names.size < 2000) this.names.set(written, name)
    return name
  }

  attribute(written: string): string {
    const lower = written.toLowerCase()
    return lower.includes(':') ? this.resolve(lower, false) : lower
  }

  private resolve(lower: string, isElement: boolean): string {
    const colon = lower.indexOf(':')
    const prefix = colon < 0 ? '' : lower.slice(0, colon)
    const local = lower.slice(colon + 1)
    const canonical = this.prefix(prefix, isElement)
    return canonical === '' ? local : `${canonical}:${local}`
  }

  private prefix(prefix: string, isElement: boolean): string {
    if (prefix === 'xml') return 'xml'
    const uri = this.uris.get(prefix)
    if (uri === undefined)
      return prefix === 'atom' || prefix === 'atom10' || prefix === 'rss' || prefix === 'a10' ? '' : prefix
    const plain = bare(uri)
    const found = known[plain] ?? (plain.startsWith('backend.userland.com/rss') ? '' : undefined)
    if (found !== undefined) return found
    // A namespace nobody knows: the author's prefix says what was meant.
    if (prefix === '') return uri === this.home || uri === '' ? '' : 'foreign'
    if (knownPrefixes.has(prefix)) return prefix
    if (isElement && (prefix === 'atom' || prefix === 'atom10')) return ''
    return prefix
  }
}

export const emptyScope = (): Scope => new Scope(new Map())
