// Services that speak as Fever did: reading and marking only. What is followed is changed on their own pages.
import * as v from 'valibot'
import type { Abilities, ServiceInfo } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { addressesMeant, findService } from '../addresses.ts'
import { exchange, json, textOf } from '../http.ts'
import type { Service, ServiceContext } from '../service.ts'
import { ITEMS_A_CALL, readingOf } from './fever-reading.ts'
import { FeverSession, flag, keyOf, urlOf } from './fever-session.ts'
import { tellOf } from './fever-telling.ts'

const abilities: Abilities = {
  follow: false,
  unfollow: false,
  renameFeed: false,
  moveFeed: false,
  emptyFolders: false,
  renameFolder: false,
  removeFolder: false,
  save: true,
  labels: false,
  fetchesHere: false,
}

const info: ServiceInfo = {
  service: 'fever',
  preset: 'fever',
  title: 'Fever',
  address: null,
  example: 'https://reader.example.org/fever',
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities,
  proof: 'server',
}

const places = {
  pages:
    /^(fever|fever\.php|api|p|i|plugins|plugins\.local|index\.(php|html)|login|unread|starred|settings|integrations?)$/i,
  below: ['/fever', '/api/fever.php', '/p/api/fever.php', '/fever.php', '/plugins.local/fever', '/plugins/fever', ''],
}

export const fever: Service = {
  name: 'fever',
  infos: [info],

  async signIn(context, form, signal) {
    const address = await findService(addressesMeant(form.address, places), (base) => look(context, base, signal))
    if (!address.ok) return address
    const user = form.user.trim()
    if (user === '') return fail({ kind: 'signInRefused', field: 'user' })
    const credentials = { user, secret: keyOf(user, form.secret) }
    const answer = await new FeverSession(context, address.value, credentials).ask('', v.unknown(), signal)
    if (!answer.ok) return answer
    return ok({ address: address.value, user, title: info.title, credentials, abilities, digits: 16 })
  },

  open(context, { address }, credentials) {
    const session = new FeverSession(context, address, credentials)
    return { batch: { items: ITEMS_A_CALL, tell: 50 }, ...readingOf(session), tell: tellOf(session) }
  },
}

/** Asked without a key: it says that there was none. */
async function look(context: ServiceContext, base: string, signal?: AbortSignal): Promise<Result<string | null>> {
  const answer = await exchange(context, { url: urlOf(base, ''), form: [], signal, anywhere: true })
  if (!answer.ok) return answer
  const { status, url } = answer.value
  // What FreshRSS says until its owner allows programs.
  if (status === 503 && textOf(answer.value).trim() === 'Service Unavailable!')
    return fail({ kind: 'apiSwitchedOff', url: base })
  if (status !== 200 || !json(answer.value, v.object({ api_version: v.unknown(), auth: flag })).ok) return ok(null)
  const { origin, pathname } = new URL(url)
  return ok(origin + pathname.replace(/\/+$/, ''))
}
