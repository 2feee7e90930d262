// Reads OPML as every program writes it, and refuses what no honest program would.
import { Parser } from 'htmlparser2'
import { decodeHTMLStrict } from 'entities'
import type { OpmlOutline } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'

export interface OpmlContent {
  outlines: OpmlOutline[]
  feeds: number
  folders: number
  /** `why`: scheme, command, badAddress, notAFeed or repeated. */
  refused: { text: string; why: string }[]
}

const MOST_BYTES = 30 * 1024 * 1024
const MOST_OUTLINES = 50_000
const DEEPEST = 50
/** Folders nest so deep here; deeper ones join the last. */
const FOLDERS_DEEP = 8
const MOST_REFUSED = 1000
const TITLE = 300

type Why = 'entities' | 'tooLarge' | 'tooDeep' | 'tooMany'
type Attributes = Record<string, string>

export function parseOpml(text: string): Result<OpmlContent> {
  if (text.length > MOST_BYTES) return fail({ kind: 'opmlRefused', why: 'tooLarge' })
  if (declaresEntities(text)) return fail({ kind: 'opmlRefused', why: 'entities' })

  const content: OpmlContent = { outlines: [], feeds: 0, folders: 0, refused: [] }
  const known = new Set<string>()
  /** Where the children of each open outline go, and how many folders deep that is. */
  const open: { list: OpmlOutline[]; depth: number }[] = []
  const top = { list: content.outlines, depth: 0 }
  let here = top
  let outlines = 0
  let isOpml = false
  let refusal: Why | null = null

  const refuse = (text: string, why: string) => {
    if (content.refused.length < MOST_REFUSED) content.refused.push({ text: text.slice(0, TITLE), why })
  }
  const folder = (title: string): { list: OpmlOutline[]; depth: number } => {
    if (here.depth >= FOLDERS_DEEP) return here
    const one: OpmlOutline = { title, url: null, siteUrl: null, children: [], known: false }
    here.list.push(one)
    content.folders++
    return { list: one.children, depth: here.depth + 1 }
  }

  const parser = new Parser(
    {
      onopentag(name, attributes: Attributes) {
        if (refusal) return
        if (name === 'opml') isOpml = true
        if (name !== 'outline') return
        if (++outlines > MOST_OUTLINES) refusal = 'tooMany'
        if (open.length >= DEEPEST) refusal = 'tooDeep'
        if (refusal) return
        open.push(here)
        const said = addressIn(attributes)
        const title = titleIn(attributes)
        if (said === null) {
          here = folder(title || '…')
          return
        }
        const read = readFeedAddress(said)
        if ('why' in read) return refuse(said, read.why)
        if (isInclusion(attributes)) return refuse(said, 'notAFeed')
        if (known.has(read.url)) return refuse(read.url, 'repeated')
        known.add(read.url)
        content.feeds++
        const site = readFeedAddress(value(attributes, 'htmlurl'))
        const target = here === top ? categoryFolder(attributes) : here.list
        target.push({
          title: title || new URL(read.url).hostname,
          url: read.url,
          siteUrl: 'url' in site ? site.url : null,
          children: [],
          known: false,
        })
      },
      onclosetag(name) {
        if (name === 'outline') here = open.pop() ?? here
      },
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )

  /** Some programs write one flat list and name the folders in an attribute: "/News/World,/other". */
  function categoryFolder(attributes: Attributes): OpmlOutline[] {
    const first = (value(attributes, 'category') || value(attributes, 'categories')).split(',')[0] ?? ''
    let list = content.outlines
    for (const name of first.split('/').map(tidy).filter(Boolean).slice(0, FOLDERS_DEEP)) {
      let next = list.find((outline) => outline.url === null && outline.title === name)
      if (!next) {
        next = { title: name, url: null, siteUrl: null, children: [], known: false }
        list.push(next)
        content.folders++
      }
      list = next.children
    }
    return list
  }

  parser.end(text)
  if (refusal) return fail({ kind: 'opmlRefused', why: refusal })
  if (!isOpml && content.feeds === 0) return fail({ kind: 'notOpml' })
  return ok(content)
}

/** A document type may stand there; one that brings entities of its own may not. */
function declaresEntities(text: string): boolean {
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at + 2)) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4)
      if (end < 0) return false
      at = end
      continue
    }
    if (/^<!\s*entity\b/i.test(text.slice(at, at + 40))) {
      const name = /^<!\s*entity\s+(\S{1,10})/i.exec(text.slice(at, at + 80))?.[1] ?? ''
      if (!/^(amp|lt|gt|quot|apos)$/.test(name)) return true
    }
  }
  return false
}

const value = (attributes: Attributes, name: string): string => decodeHTMLStrict(attributes[name] ?? '')

/** null: a folder. */
function addressIn(attributes: Attributes): string | null {
  for (const name of ['xmlurl', 'feedurl', 'xml_url', 'rssurl']) {
    const said = value(attributes, name).trim()
    if (said) return said
  }
  const type = (attributes['type'] ?? '').toLowerCase()
  const url = value(attributes, 'url').trim()
  return url && (type !== 'folder' || /^[a-z]+:/i.test(url)) ? url : null
}

/** Points at another outline or a web page, not at a feed. */
function isInclusion(attributes: Attributes): boolean {
  return !attributes['xmlurl'] && /^(include|link|song|tweet)$/i.test(attributes['type'] ?? '')
}

function titleIn(attributes: Attributes): string {
  return tidy(value(attributes, 'title')) || tidy(value(attributes, 'text'))
}

function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, TITLE)
}

function readFeedAddress(said: string): { url: string } | { why: string } {
  let text = said.trim()
  if (/^[|!`$]|^"?\s*\|/.test(text) || /^(exec|filter|query|command|script|cmd|sh):/i.test(text))
    return { why: 'command' }
  text = text
    .replace(/^feeds?:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://')
    .replace(/^feeds:\/\//i, 'https://')
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase()
  if (scheme && scheme !== 'http' && scheme !== 'https') return { why: 'scheme' }
  if (!scheme) {
    // Without a scheme only what looks like a host with a path is an address.
    if (!/^(\/\/)?[\p{L}\d-]+(\.[\p{L}\d-]+)+([:/?]|$)/u.test(text)) return { why: 'badAddress' }
    text = `http://${text.replace(/^\/\//, '')}`
  }
  if (text.length > 4000 || !URL.canParse(text)) return { why: 'badAddress' }
  const url = new URL(text)
  url.hash = ''
  return url.hostname ? { url: url.href } : { why: 'badAddress' }
}
