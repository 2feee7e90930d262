// Finds the small picture that a site shows beside its name.
import { Parser } from 'htmlparser2'
import { decodeText } from '../base/charset.ts'
import type { Jobs } from '../base/jobs.ts'

interface IconCandidate {
  url: string
  /** Larger is better, up to what a list shows. */
  score: number
}

const shown = 64
/** Icons are named in the head. */
const longestHead = 300_000

export const iconsOfPage = ({ bytes, contentType, url }: Jobs['page.icons']['in']): string[] =>
  iconCandidates(decodeText(bytes.subarray(0, longestHead), { contentType, kind: 'html' }).text, url)

/** What the page's head names, best first; /favicon.ico last. */
export function iconCandidates(html: string, pageUrl: string): string[] {
  const found: IconCandidate[] = []
  let base = pageUrl
  let done = false
  const parser = new Parser({
    onopentag(name, attributes) {
      if (done) return
      if (name === 'base' && attributes['href']) base = URL.parse(attributes['href'], pageUrl)?.href ?? base
      if (name !== 'link' || !attributes['href']) return
      const rel = (attributes['rel'] ?? '').toLowerCase()
      if (!/(?:^|\s)(?:icon|apple-touch-icon(?:-precomposed)?)(?:\s|$)/.test(rel)) return
      const url = URL.parse(attributes['href'], base)
      if (!url || !/^https?:$/.test(url.protocol) || /\.svg(?:$|[?#])/.test(url.href)) return
      if (attributes['type'] === 'image/svg+xml') return
      const size = Number(/^(\d{1,4})x/i.exec(attributes['sizes'] ?? '')?.[1] ?? (rel.includes('apple') ? 180 : 24))
      found.push({ url: url.href, score: size >= shown ? 1000 - size : size })
    },
    onclosetag(name) {
      if (name === 'head') done = true
    },
  })
  parser.write(html.slice(0, longestHead))
  parser.end()
  const urls = found.sort((a, b) => b.score - a.score).map((candidate) => candidate.url)
  const usual = URL.parse('/favicon.ico', pageUrl)
  if (usual) urls.push(usual.href)
  return [...new Set(urls)].slice(0, 5)
}
