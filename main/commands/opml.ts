// Lists of feeds from other readers and for them: looked at first, then the reader's choice is followed.
import type { Secret } from '../contract/commands.ts'
import type { Feed, FeedId, Folder, FolderId, OpmlOutline } from '../contract/models.ts'
import { ok } from '../contract/problems.ts'
import { outlinesOf, splitSecret, writeOpml } from '../feeds/feeds.ts'
import type { Desk, Verbs } from './desk.ts'
import { keepSecret, newFeed, report } from './feeds.ts'
import { placeAfterLast } from './places.ts'
import { refresh } from './refresh.ts'

const PREVIEW_MS = 20_000
const DEEPEST = 8
const MOST = 50_000

export const opmlVerbs: Verbs<'opml.preview' | 'opml.import' | 'opml.export'> = {
  async 'opml.preview'(desk, { text }) {
    const parsed = await desk.host.labour.run('opml.parse', { text }, { ms: PREVIEW_MS })
    if (!parsed.ok) return parsed
    const followed = new Set(desk.library.feeds().map((feed) => feed.url))
    const mark = (outline: OpmlOutline): OpmlOutline => ({
      ...outline,
      known: outline.url !== null && followed.has(splitSecret(outline.url).url),
      children: outline.children.map(mark),
    })
    return ok({ ...parsed.value, outlines: parsed.value.outlines.map(mark) })
  },

  async 'opml.import'(desk, { outlines }) {
    const { library } = desk
    const followed = new Set(library.feeds().map((feed) => feed.url))
    const folders: Folder[] = []
    const feeds: Feed[] = []
    const secrets: { id: FeedId; secret: Secret }[] = []
    let known = 0
    const places = new Map<FolderId | null, number>()
    const place = (parent: FolderId | null) => {
      const at = places.get(parent) ?? placeAfterLast(library, parent)
      places.set(parent, at + 1)
      return at
    }
    const byName = new Map<string, FolderId>()
    const nameOf = (title: string, parentId: FolderId | null) => `${parentId ?? 'top'} ${title}`
    for (const folder of library.folders()) byName.set(nameOf(folder.title, folder.parentId), folder.id)
    const folderOf = (title: string, parentId: FolderId | null): FolderId => {
      const name = nameOf(title, parentId)
      const same = byName.get(name)
      if (same !== undefined) return same
      const folder: Folder = { id: library.nextFolderId(), title, parentId, position: place(parentId) }
      byName.set(name, folder.id)
      folders.push(folder)
      return folder.id
    }
    const walk = (list: readonly OpmlOutline[], parent: FolderId | null, depth: number) => {
      for (const outline of list) {
        if (outline.url === null) {
          // Deeper than the tree goes: what is in there moves up.
          const inside = depth < DEEPEST && outline.title.trim() ? folderOf(outline.title.trim(), parent) : parent
          walk(outline.children, inside, depth + 1)
          continue
        }
        const { url, secret } = splitSecret(outline.url)
        if (followed.has(url)) known++
        else if (feeds.length < MOST && /^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
          followed.add(url)
          const feed = newFeed(desk, url, parent, null, place(parent))
          if (secret) secrets.push({ id: feed.id, secret })
          feeds.push({
            ...feed,
            access: secret?.kind ?? 'open',
            title: outline.title || feed.title,
            siteUrl: outline.siteUrl,
          })
        }
        walk(outline.children, parent, depth + 1)
      }
    }
    walk(outlines, null, 0)
    // Passwords in addresses go where passwords belong. Without a keychain the feed asks to sign in.
    for (const { id, secret } of secrets) await keepSecret(desk, id, secret)
    await library.apply([
      { kind: 'folders.put', folders },
      { kind: 'feeds.put', feeds },
    ])
    // The command line refreshes when it is asked to.
    if (desk.host.name !== 'cli') void refresh(desk, feeds, { force: false, complete: true }).catch(report(desk))
    return ok({ added: feeds.length, known })
  },

  async 'opml.export'(desk: Desk) {
    const outlines = outlinesOf(desk.library.feeds(), desk.library.folders())
    return ok({ text: writeOpml(outlines, { title: 'Broadsheet', now: desk.host.clock.now() }) })
  },
}
