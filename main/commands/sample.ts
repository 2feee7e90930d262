// The sample newspaper: shipped with the app, so that a first look needs no network.
import * as v from 'valibot'
import type { Enclosure, Feed, MediaKey, MediaState, Picture, RawHtml } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import { mediaKey } from '../base/media-key.ts'
import type { NewArticle, Write } from '../library/writes.ts'
import type { Desk } from './desk.ts'
import { newFeed } from './feeds.ts'

const text = v.string()
const minutes = v.number()
const articleSchema = v.object({
  id: text,
  /** HTML of the text, beside the manifest. Pictures in it are named relative to the manifest. */
  file: text,
  title: text,
  kicker: v.nullable(text),
  standfirst: v.nullable(text),
  authors: v.array(text),
  agency: v.nullable(text),
  publishedMinutesAgo: minutes,
  updatedMinutesAgo: v.nullable(minutes),
  language: text,
  picture: v.nullable(
    v.object({
      file: text,
      width: v.number(),
      height: v.number(),
      caption: v.nullable(text),
      credit: v.nullable(text),
    }),
  ),
  audio: v.nullable(v.object({ file: text, type: text, duration: v.number(), title: text })),
  categories: v.array(text),
})
const manifestSchema = v.object({
  folder: text,
  feeds: v.array(
    v.object({
      /** `sample:` and a name: never fetched. */
      url: v.pipe(text, v.startsWith('sample:')),
      title: text,
      description: text,
      language: text,
      icon: text,
      articles: v.array(articleSchema),
    }),
  ),
})
type Manifest = v.InferOutput<typeof manifestSchema>
type SampleFeed = Manifest['feeds'][number]
type SampleArticle = v.InferOutput<typeof articleSchema>

const HOME = 'https://sample.invalid/'
const CLEAN_MS = 10_000
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Adds what of the sample is not there yet. */
export async function addSample(desk: Desk): Promise<Result<{ added: number }>> {
  const { host, library } = desk
  const bytes = await host.asset('sample/sample.json')
  if (!bytes) return fail({ kind: 'notFound', noun: 'file', id: 'sample/sample.json' })
  const manifest = v.parse(manifestSchema, JSON.parse(decode(bytes)))
  const missing = manifest.feeds.filter((feed) => !library.feeds().some((other) => other.url === feed.url))
  if (missing.length === 0) return ok({ added: 0 })
  let folderId = library.folders().find((folder) => folder.title === manifest.folder && folder.parentId === null)?.id
  const writes: Write[] = []
  if (folderId === undefined) {
    folderId = library.nextFolderId()
    writes.push({
      kind: 'folders.put',
      folders: [{ id: folderId, title: manifest.folder, parentId: null, position: 0 }],
    })
  }
  let added = 0
  for (const [position, sample] of missing.entries()) {
    const icon = await keep(desk, sample.icon)
    const feed: Feed = {
      ...newFeed(desk, sample.url, folderId, null),
      title: sample.title,
      description: sample.description,
      language: sample.language,
      icon: icon?.key ?? null,
      fullText: 'never',
      position,
    }
    const articles: NewArticle[] = []
    for (const article of sample.articles) articles.push(await compose(desk, sample, article))
    articles.sort((a, b) => (a.head.publishedAt ?? 0) - (b.head.publishedAt ?? 0))
    added += articles.length
    writes.push({ kind: 'feeds.put', feeds: [feed] }, { kind: 'articles.add', feedId: feed.id, articles })
  }
  await library.apply(writes)
  return ok({ added })
}

async function compose(desk: Desk, feed: SampleFeed, article: SampleArticle): Promise<NewArticle> {
  const { host } = desk
  const now = host.clock.now()
  const file = await host.asset(`sample/${article.file}`)
  if (!file) throw new Error(`the sample lacks ${article.file}`)
  const cleaned = await host.labour.run(
    'html.clean',
    { pieces: [{ html: decode(file) as RawHtml, baseUrl: HOME }] },
    { ms: CLEAN_MS },
  )
  const piece = cleaned.ok ? cleaned.value[0] : undefined
  if (!piece) throw new Error(`the sample's ${article.file} could not be read`)
  const media: MediaState[] = []
  const add = async (name: string, kind: MediaState['kind']): Promise<MediaKey> => {
    const kept = await keep(desk, name)
    if (!kept) throw new Error(`the sample lacks ${name}`)
    if (!media.some((entry) => entry.key === kept.key))
      media.push({ key: kept.key, url: HOME + name, kind, state: 'kept', bytes: kept.bytes })
    return kept.key
  }
  for (const entry of piece.media) if (entry.kind === 'picture') await add(entry.url.slice(HOME.length), 'picture')
  const enclosures: Enclosure[] = []
  if (article.audio) {
    const { file: name, type, duration, title } = article.audio
    const key = await add(name, 'audio')
    enclosures.push({
      url: HOME + name,
      type,
      duration,
      title,
      key,
      length: media.find((entry) => entry.key === key)?.bytes ?? null,
    })
  }
  let picture: Picture | null = null
  if (article.picture) {
    const { file: name, ...rest } = article.picture
    picture = { ...rest, key: await add(name, 'picture') }
  }
  const ago = (minutesAgo: number) => now - minutesAgo * 60_000
  const publishedAt = ago(article.publishedMinutesAgo)
  return {
    identity: {
      guid: `${feed.url}/${article.id}`,
      url: null,
      title: article.title,
      publishedAt,
      hash: host.codec.crc32(piece.html),
    },
    head: {
      url: null,
      title: article.title,
      kicker: article.kicker,
      standfirst: article.standfirst,
      authors: article.authors,
      agency: article.agency,
      publishedAt,
      updatedAt: article.updatedMinutesAgo === null ? null : ago(article.updatedMinutesAgo),
      language: article.language,
      picture,
      enclosures,
      categories: article.categories,
      words: piece.words,
      comments: null,
      locked: false,
    },
    body: { html: piece.html, source: 'feed', media, problem: null, wantsPage: false, tries: 0 },
    completeness: 'complete',
    arrivedAt: publishedAt,
  }
}

const types: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
}

async function keep(desk: Desk, name: string): Promise<{ key: MediaKey; bytes: number } | null> {
  const { host, library } = desk
  const bytes = await host.asset(`sample/${name}`)
  const type = types[name.replace(/^.*\./, '')]
  if (!bytes || !type) return null
  const key = mediaKey(HOME + name, host.codec.sha256)
  if (!(await library.media.has(key))) await library.media.keep(key, type, bytes)
  return { key, bytes: bytes.length }
}
