// Miniflux by its own programming side: with a token, or with the reader's own name and password.
import * as v from 'valibot'
import type { Abilities, ServiceInfo } from '../../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import { addressesMeant, baseOf, findService } from '../addresses.ts'
import { exchange, json, request } from '../http.ts'
import type { Credentials, Service, ServiceContext, SignedIn, SignInForm } from '../service.ts'
import { feedsOf } from './miniflux-feeds.ts'
import { readingOf } from './miniflux-reading.ts'
import { authorization, errorMessage, MinifluxSession } from './miniflux-session.ts'
import { tellOf } from './miniflux-telling.ts'

const abilities: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: true,
  moveFeed: true,
  emptyFolders: true,
  renameFolder: true,
  removeFolder: true,
  save: true,
  labels: false,
  fetchesHere: false,
}

const info: ServiceInfo = {
  service: 'miniflux',
  preset: 'miniflux',
  title: 'Miniflux',
  address: null,
  example: 'https://reader.example.org',
  secret: 'passwordOrToken',
  needsUser: true,
  needsApp: false,
  abilities,
  proof: 'server',
}

const places = {
  pages:
    /^(v1|reader|fever|accounts|login|unread|starred|history|search|shares|feeds?|categor(y|ies)|entry|tags?|settings|integrations?|keys|users?|sessions|about|subscribe|bookmarklet|healthcheck)$/i,
  below: ['', '/miniflux'],
}

export const miniflux: Service = {
  name: 'miniflux',
  infos: [info],

  async signIn(context, form, signal) {
    const address = await findService(addressesMeant(form.address, places), (base) => look(context, base, signal))
    if (!address.ok) return address
    let refusal: Problem | null = null
    for (const credentials of meant(form)) {
      const answer = await enter(context, address.value, credentials, signal)
      if (answer.ok) return answer
      if (answer.problem.kind !== 'signInRefused') return answer
      refusal = answer.problem
    }
    return fail(refusal ?? { kind: 'signInRefused', field: 'secret' })
  },

  open(context, { address }, credentials) {
    const session = new MinifluxSession(context, address, credentials)
    return { batch: { items: 50, tell: 250 }, ...readingOf(session), ...feedsOf(session), tell: tellOf(session) }
  },
}

/** Asked without a secret: it says in its own words that it wants one. */
async function look(context: ServiceContext, base: string, signal?: AbortSignal): Promise<Result<string | null>> {
  const answer = await exchange(context, { url: `${base}/v1/me`, signal, anywhere: true })
  if (!answer.ok) return answer
  const { status, url } = answer.value
  if (status === 401 && json(answer.value, errorMessage).ok) return ok(baseOf(url, '/v1/me'))
  if (status !== 404) return ok(null)
  const site = await exchange(context, { url: `${base}/manifest.json`, signal, anywhere: true })
  const isIt = site.ok && json(site.value, v.object({ short_name: v.literal('Miniflux') })).ok
  return isIt ? fail({ kind: 'apiSwitchedOff', url: base }) : ok(null)
}

/** A token may have been pasted where the password belongs. */
function meant({ user, secret }: SignInForm): Credentials[] {
  if (secret.trim() === '') return []
  const token = { user: '', secret: secret.trim() }
  return user.trim() === '' ? [token] : [{ user: user.trim(), secret }, token]
}

async function enter(
  context: ServiceContext,
  address: string,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<Result<SignedIn>> {
  const headers = authorization(credentials)
  const answer = await request(context, { url: `${address}/v1/me`, headers, signal })
  if (!answer.ok) return answer
  const me = json(answer.value, v.object({ username: v.string() }))
  if (!me.ok) return me
  return ok({ address, user: me.value.username, title: info.title, credentials, abilities, digits: 16 })
}
