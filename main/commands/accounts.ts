// What a reader does with accounts: sign in, again, rename, pause, sync, leave. Secrets go to the keychain and nowhere else.
import type { Account, AccountId, AccountSync, Feed, Folder } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import type { Write } from '../library/writes.ts'
import type { SignedIn } from '../sync/service.ts'
import { readCredentials, secretName } from './credentials.ts'
import type { Desk, Verbs } from './desk.ts'
import { estranged, knowsItsFeeds } from './estranged.ts'
import { newFetch, report } from './feeds.ts'
import { shareFeeds } from './share-feeds.ts'

export const accountVerbs: Verbs<
  | 'accounts.services'
  | 'accounts.signIn'
  | 'accounts.signInAgain'
  | 'accounts.change'
  | 'accounts.remove'
  | 'accounts.sync'
> = {
  'accounts.services': async ({ syncs }) => ok(syncs.services.flatMap(({ infos }) => infos)),

  async 'accounts.signIn'(desk, input) {
    const { library, syncs, host, work } = desk
    const service = syncs.services.find(({ name }) => name === input.service)
    const info = service?.infos.find(({ preset }) => input.preset === undefined || preset === input.preset)
    if (!service || !info) return fail({ kind: 'badRequest', where: 'preset', why: 'unknown service' })
    const { address, user, secret, app = null } = input
    const form = { preset: info.preset, address, user, secret, app }
    const signed = await service.signIn(syncs.context, form, work.closing)
    if (!signed.ok) return signed
    const id = library.nextAccountId()
    const same = () => library.accounts().find((account) => isSame(account, input.service, signed.value))
    const known = same()
    if (known) return fail({ kind: 'accountExists', accountId: known.id })
    const kept = await host.secrets.set(secretName(id), JSON.stringify(signed.value.credentials))
    if (!kept.ok) return kept
    const meanwhile = same()
    if (meanwhile) {
      await host.secrets.set(secretName(id), null)
      return fail({ kind: 'accountExists', accountId: meanwhile.id })
    }
    const account: Account = {
      id,
      service: input.service,
      preset: info.preset,
      title: input.title?.trim() || signed.value.title,
      address: signed.value.address,
      user: signed.value.user,
      abilities: signed.value.abilities,
      digits: signed.value.digits,
      addedAt: host.clock.now(),
      position: Math.max(-1, ...library.accounts().map(({ position }) => position)) + 1,
      paused: false,
      sync: newSync(host.clock.now()),
    }
    const shared = input.shareFeeds && account.abilities.fetchesHere ? shareFeeds(desk, id) : []
    try {
      await library.apply([{ kind: 'accounts.put', accounts: [account] }, ...shared])
    } catch (error) {
      await host.secrets.set(secretName(id), null)
      throw error
    }
    void syncs.run(id, { complete: true }).catch(report(desk))
    return ok(account)
  },

  async 'accounts.signInAgain'(desk, { id, secret, user, address, app }) {
    const { library, syncs, host, work } = desk
    const account = library.account(id)
    if (!account) return fail({ kind: 'notFound', noun: 'account', id })
    const service = syncs.services.find(({ name }) => name === account.service)
    if (!service) return fail({ kind: 'badRequest', where: 'id', why: 'unknown service' })
    const before = readCredentials(await host.secrets.get(secretName(id)))
    const form = {
      preset: account.preset,
      address: address ?? account.address,
      user: user ?? account.user,
      secret,
      app: app ?? before?.app ?? null,
    }
    const signed = await service.signIn(syncs.context, form, work.closing)
    if (!signed.ok) return signed
    const { credentials } = signed.value
    const client = service.open(syncs.context, { ...account, ...signed.value }, credentials, () => undefined)
    const there = await client.structure(work.closing)
    if (!there.ok) return there
    // What runs with the old secret must not store a session over the new one.
    const put = await syncs.apart(id, async (): Promise<Result<Account>> => {
      const kept = await host.secrets.set(secretName(id), JSON.stringify(credentials))
      if (!kept.ok) return kept
      const now = library.account(id)
      if (!now) return fail({ kind: 'notFound', noun: 'account', id })
      const next: Account = {
        ...now,
        address: signed.value.address,
        user: signed.value.user,
        abilities: signed.value.abilities,
        sync: { ...now.sync, expired: false, problem: null, failures: 0, nextAt: host.clock.now() },
      }
      const isSame = next.user.toLowerCase() === now.user.toLowerCase() && knowsItsFeeds(library, next, there.value)
      const put: Write[] = [{ kind: 'accounts.put', accounts: [next] }]
      await library.apply(isSame ? put : estranged(library, { ...next, sync: newSync(host.clock.now()) }))
      return ok(library.account(id) ?? next)
    })
    if (put.ok) void syncs.run(id, { complete: true }).catch(report(desk))
    return put
  },

  async 'accounts.change'(desk, { id, title, paused }) {
    const account = desk.library.account(id)
    if (!account) return fail({ kind: 'notFound', noun: 'account', id })
    const next = { ...account, title: title?.trim() || account.title, paused: paused ?? account.paused }
    await desk.library.apply([{ kind: 'accounts.put', accounts: [next] }])
    desk.syncs.tell()
    return ok(next)
  },

  async 'accounts.remove'(desk, { id, articles }) {
    if (!desk.library.account(id)) return fail({ kind: 'notFound', noun: 'account', id })
    const removed = await desk.syncs.apart(id, () => remove(desk, id, articles))
    desk.syncs.tell()
    return removed
  },

  async 'accounts.sync'(desk, { ids, wait, complete = 'background' }) {
    const { library, syncs } = desk
    const missing = ids?.find((id) => !library.account(id))
    if (missing !== undefined) return fail({ kind: 'notFound', noun: 'account', id: missing })
    const chosen = ids ?? library.accounts().flatMap(({ id, paused }) => (paused ? [] : [id]))
    const work = Promise.all(
      chosen.map(async (id) => {
        const synced = await syncs.run(id, { complete: complete !== 'none' })
        return { id, ...synced, waiting: library.waiting(id) }
      }),
    )
    if (!wait) {
      work.catch(report(desk))
      const none = { newArticles: 0, sent: 0, problem: null }
      return ok({ accounts: chosen.map((id) => ({ id, ...none, waiting: library.waiting(id) })) })
    }
    const accounts = await work
    const problem = complete === 'wait' ? await desk.completer.idle() : null
    return problem ? fail(problem) : ok({ accounts })
  },
}

/** Its secret goes when nothing points to it any more. */
async function remove(desk: Desk, id: AccountId, articles: 'keep' | 'remove'): Promise<Result<{ undo: string }>> {
  const { library, host } = desk
  const secret = await host.secrets.get(secretName(id))
  const account = library.account(id)
  if (!account) return fail({ kind: 'notFound', noun: 'account', id })
  const feeds = library.feeds().filter(({ accountId }) => accountId === id)
  const folders = library.folders().filter(({ accountId }) => accountId === id)
  const waiting = library.outbox(id).map(({ change }) => change)
  const now = host.clock.now()
  const writes: Write[] =
    articles === 'keep'
      ? [
          {
            kind: 'folders.put',
            folders: folders.map((folder) => ({ ...folder, accountId: null, remoteId: null })),
            service: true,
          },
          {
            kind: 'feeds.put',
            feeds: feeds.map((feed) => ({
              ...feed,
              accountId: null,
              remoteId: null,
              fetch: account.abilities.fetchesHere ? feed.fetch : { ...newFetch(now), changedAt: feed.fetch.changedAt },
            })),
            service: true,
          },
        ]
      : [
          { kind: 'feeds.remove', ids: feeds.map((feed) => feed.id), service: true },
          { kind: 'folders.remove', ids: folders.map((folder) => folder.id), service: true },
        ]
  await library.apply([...writes, { kind: 'accounts.remove', ids: [id] }])
  await host.secrets.set(secretName(id), null)
  const undo = async (): Promise<Write[]> => {
    if (secret !== null) await host.secrets.set(secretName(id), secret)
    const back: Write[] = [{ kind: 'accounts.put', accounts: [account] }]
    if (articles === 'remove')
      back.push(
        { kind: 'folders.put', folders, service: true },
        { kind: 'feeds.restore', ids: feeds.map((feed) => feed.id), service: true },
      )
    else back.push(...takenBack(desk, feeds, folders))
    return [...back, { kind: 'outbox.add', accountId: id, changes: waiting }]
  }
  return ok({ undo: desk.undo.keep(undo) })
}

const newSync = (now: number): AccountSync => ({
  syncedAt: null,
  nextAt: now,
  failures: 0,
  problem: null,
  expired: false,
  cursors: {},
  seen: { feeds: 0, unread: 0, saved: 0 },
  doubts: {},
})

const isSame = (account: Account, service: Account['service'], { address, user }: SignedIn): boolean =>
  account.service === service && account.address === address && account.user === user

/** Feeds and folders that were freed belong to the account again, as far as they are still here. */
function takenBack({ library }: Desk, feeds: readonly Feed[], folders: readonly Folder[]): Write[] {
  const were = new Map(library.folders().map((folder) => [folder.id, folder]))
  return [
    {
      kind: 'folders.put',
      folders: folders.flatMap(({ id, accountId, remoteId }) => {
        const now = were.get(id)
        return now ? [{ ...now, accountId, remoteId, parentId: null }] : []
      }),
      service: true,
    },
    {
      kind: 'feeds.put',
      feeds: feeds.flatMap(({ id, accountId, remoteId }) => {
        const now = library.feed(id)
        return now ? [{ ...now, accountId, remoteId }] : []
      }),
      service: true,
    },
  ]
}
