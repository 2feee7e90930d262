// The shape of every request, checked at the door: a window or script can send anything.
import * as v from 'valibot'
import type { CommandName, In } from '../contract/commands.ts'
import type { OpmlOutline } from '../contract/models.ts'

const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 40))
const instant = v.pipe(v.number(), v.finite())
const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const address = text(4000)
const label = v.pipe(text(100), v.trim(), v.minLength(1))
const ids = v.pipe(v.array(id), v.maxLength(2_000_000))
const empty = v.strictObject({})
const limit = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)))
const bounded = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most))

export const secretSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('basic'), user: text(1000), password: text(10_000) }),
  v.strictObject({ kind: v.literal('bearer'), token: text(20_000) }),
  v.strictObject({ kind: v.literal('cookie'), cookie: text(20_000) }),
])

const scope = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({ kind: v.literal('saved') }),
  v.strictObject({ kind: v.literal('today') }),
  v.strictObject({ kind: v.literal('feed'), id }),
  v.strictObject({ kind: v.literal('folder'), id }),
  v.strictObject({ kind: v.literal('search'), text: text(1000) }),
  v.strictObject({ kind: v.literal('account'), id }),
  v.strictObject({ kind: v.literal('label'), label }),
])
const query = v.strictObject({ scope, show: v.picklist(['all', 'unread']), order: v.picklist(['newest', 'oldest']) })
const retention = v.strictObject({
  days: limit,
  count: limit,
  megabytes: limit,
  keepUnread: v.boolean(),
  keepSaved: v.boolean(),
})
const settings = v.partial(
  v.strictObject({
    language: text(40),
    theme: v.picklist(['system', 'light', 'dark', 'sepia']),
    layout: v.picklist(['list', 'cards', 'front']),
    show: v.picklist(['all', 'unread']),
    order: v.picklist(['newest', 'oldest']),
    text: v.strictObject({
      face: v.picklist(['serif', 'sans', 'system']),
      size: bounded(14, 28),
      measure: bounded(45, 90),
      lineHeight: bounded(1.2, 2),
      justify: v.boolean(),
      hyphenate: v.boolean(),
    }),
    keys: v.record(text(80), text(80)),
    markReadOnOpen: v.boolean(),
    retention,
    pictures: v.boolean(),
    audio: v.picklist(['ask', 'always', 'never']),
    refreshMinutes: bounded(5, 1440),
    refreshOnStart: v.boolean(),
    pictureMegabytes: bounded(1, 100),
  }),
)

const outline: v.GenericSchema<OpmlOutline> = v.strictObject({
  title: text(2000),
  url: v.nullable(address),
  siteUrl: v.nullable(address),
  children: v.lazy(() => v.array(outline)),
  known: v.boolean(),
})
const folderId = v.nullable(id)
const accountId = v.nullable(id)
const task = v.picklist(['refresh', 'takeAlong', 'import', 'sync'])
const complete = v.picklist(['background', 'wait', 'none'])
const service = v.picklist(['miniflux', 'googleReader', 'feedbin', 'nextcloudNews', 'fever', 'tinyTinyRss', 'folder'])
const app = v.nullable(v.strictObject({ id: text(1000), key: text(1000) }))
const secret = text(20_000)

/** A schema for each command; a command without one does not compile. */
export const schemas: { [K in CommandName]: v.GenericSchema<unknown, In<K>> } = {
  'app.snapshot': empty,
  'feeds.discover': v.strictObject({ address }),
  'feeds.follow': v.strictObject({
    url: address,
    title: v.optional(v.nullable(text(500))),
    folderId: v.optional(folderId),
    secret: v.optional(v.nullable(secretSchema)),
    accountId: v.optional(accountId),
  }),
  'feeds.add': v.strictObject({ address, folderId: v.optional(folderId), accountId: v.optional(accountId) }),
  'feeds.unfollow': v.strictObject({ ids }),
  'feeds.change': v.strictObject({
    id,
    ownTitle: v.optional(v.nullable(text(500))),
    fullText: v.optional(v.picklist(['auto', 'always', 'never'])),
    keepAudio: v.optional(v.boolean()),
    retention: v.optional(v.nullable(retention)),
    paused: v.optional(v.boolean()),
    url: v.optional(address),
    secret: v.optional(v.nullable(secretSchema)),
  }),
  'feeds.move': v.strictObject({ feeds: ids, folders: ids, to: folderId, place: bounded(0, 1_000_000) }),
  'feeds.refresh': v.strictObject({
    ids: v.optional(ids),
    force: v.optional(v.boolean()),
    wait: v.optional(v.boolean()),
    complete: v.optional(complete),
  }),
  'feeds.activity': empty,
  'folders.add': v.strictObject({ title: text(500), parentId: folderId, accountId: v.optional(accountId) }),
  'folders.rename': v.strictObject({ id, title: text(500) }),
  'folders.remove': v.strictObject({ id }),
  'articles.list': v.strictObject({ query, limit: v.optional(bounded(1, 2_000_000)) }),
  'articles.heads': v.strictObject({ ids: v.pipe(ids, v.maxLength(500)) }),
  'articles.body': v.strictObject({ id }),
  'articles.mark': v.strictObject({ ids, read: v.optional(v.boolean()), saved: v.optional(v.boolean()) }),
  'articles.markAll': v.strictObject({ scope, before: instant, read: v.boolean() }),
  'articles.label': v.strictObject({ ids, label, value: v.boolean() }),
  'labels.rename': v.strictObject({ label, to: label }),
  'labels.remove': v.strictObject({ label }),
  'articles.place': v.strictObject({ id, position: bounded(0, 1) }),
  'articles.complete': v.strictObject({ ids, audio: v.optional(v.boolean()) }),
  'articles.takeAlong': v.strictObject({ scope, audio: v.boolean(), estimateOnly: v.optional(v.boolean()) }),
  'articles.undo': v.strictObject({ undo: text(100) }),
  'work.cancel': v.strictObject({ task }),
  'accounts.services': empty,
  'accounts.signIn': v.strictObject({
    service,
    preset: v.optional(text(100)),
    address,
    user: text(1000),
    secret,
    app: v.optional(app),
    title: v.optional(v.nullable(text(500))),
    shareFeeds: v.optional(v.boolean()),
  }),
  'accounts.signInAgain': v.strictObject({
    id,
    secret,
    user: v.optional(text(1000)),
    address: v.optional(address),
    app: v.optional(app),
  }),
  'accounts.change': v.strictObject({ id, title: v.optional(text(500)), paused: v.optional(v.boolean()) }),
  'accounts.remove': v.strictObject({ id, articles: v.picklist(['keep', 'remove']) }),
  'accounts.sync': v.strictObject({
    ids: v.optional(ids),
    wait: v.optional(v.boolean()),
    complete: v.optional(complete),
  }),
  'accounts.outbox': v.strictObject({ limit: v.optional(bounded(0, 10_000)) }),
  'accounts.settle': v.strictObject({
    seqs: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(100_000)),
    how: v.picklist(['again', 'forget']),
  }),
  'secrets.keepInFile': empty,
  'settings.change': v.strictObject({ settings }),
  'opml.preview': v.strictObject({ text: text(30_000_000) }),
  'opml.import': v.strictObject({ outlines: v.array(outline) }),
  'opml.export': empty,
  'library.storage': empty,
  'library.previewRetention': v.strictObject({ retention: v.optional(retention), feedId: v.optional(id) }),
  'library.applyRetention': empty,
  'library.backups': empty,
  'library.backup': empty,
  'library.restore': v.strictObject({ name: text(200) }),
  'library.sample': empty,
}
