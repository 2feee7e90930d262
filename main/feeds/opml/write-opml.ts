// Writes OPML 2.0 that every other reader can open.
import type { Feed, Folder, FolderId, OpmlOutline } from '../../contract/models.ts'

/** The tree as the reader sees it. */
export function outlinesOf(feeds: readonly Feed[], folders: readonly Folder[]): OpmlOutline[] {
  type Placed = { position: number; outline: OpmlOutline }
  const byParent = new Map<FolderId | null, Placed[]>()
  const ids = new Set(folders.map((folder) => folder.id))
  const put = (parent: FolderId | null, placed: Placed) => {
    // What lies in a folder that is not there must not be lost.
    const key = parent !== null && ids.has(parent) ? parent : null
    byParent.set(key, [...(byParent.get(key) ?? []), placed])
  }
  const lists = new Map<FolderId, OpmlOutline[]>()
  for (const folder of folders) {
    const children: OpmlOutline[] = []
    lists.set(folder.id, children)
    put(folder.parentId, {
      position: folder.position,
      outline: { title: folder.title, url: null, siteUrl: null, children, known: true },
    })
  }
  for (const feed of feeds)
    put(feed.folderId, {
      position: feed.position,
      outline: { title: feed.ownTitle ?? feed.title, url: feed.url, siteUrl: feed.siteUrl, children: [], known: true },
    })
  const sorted = (parent: FolderId | null) =>
    (byParent.get(parent) ?? []).sort((a, b) => a.position - b.position).map((placed) => placed.outline)
  for (const [id, list] of lists) list.push(...sorted(id))
  return sorted(null)
}

export function writeOpml(outlines: readonly OpmlOutline[], options: { title: string; now: number }): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', '  <head>']
  lines.push(
    `    <title>${escape(options.title)}</title>`,
    `    <dateCreated>${new Date(options.now).toUTCString()}</dateCreated>`,
  )
  lines.push('  </head>', '  <body>')
  const write = (outline: OpmlOutline, depth: number) => {
    const indent = '  '.repeat(depth + 2)
    const title = escape(outline.title)
    if (outline.url !== null) {
      const site = outline.siteUrl ? ` htmlUrl="${escape(outline.siteUrl)}"` : ''
      lines.push(
        `${indent}<outline type="rss" text="${title}" title="${title}" xmlUrl="${escape(outline.url)}"${site}/>`,
      )
    } else {
      lines.push(`${indent}<outline text="${title}" title="${title}">`)
      for (const child of outline.children) write(child, depth + 1)
      lines.push(`${indent}</outline>`)
    }
  }
  for (const outline of outlines) write(outline, 0)
  lines.push('  </body>', '</opml>', '')
  return lines.join('\n')
}

/** XML has no way to write most control characters, nor half a surrogate pair. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\ufffe\uffff]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
