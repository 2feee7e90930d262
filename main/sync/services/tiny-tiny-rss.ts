// Tiny Tiny RSS by its own programming side, from level 15 on.
import * as v from 'valibot'
import type { Abilities, ServiceInfo } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { addressesMeant, baseOf, findService } from '../addresses.ts'
import { exchange, json } from '../http.ts'
import type { Service, ServiceContext } from '../service.ts'
import { readingOf } from './tiny-tiny-rss-reading.ts'
import { LOWEST_LEVEL, TinyTinyRssSession, urlOf } from './tiny-tiny-rss-session.ts'
import { tellingOf } from './tiny-tiny-rss-telling.ts'

/** Titles, folders and labels are made and changed on its own pages only. */
const abilities: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: false,
  moveFeed: false,
  emptyFolders: false,
  renameFolder: false,
  removeFolder: false,
  save: true,
  labels: true,
  fetchesHere: false,
}

const info: ServiceInfo = {
  service: 'tinyTinyRss',
  preset: 'tinyTinyRss',
  title: 'Tiny Tiny RSS',
  address: null,
  example: 'https://reader.example.org/tt-rss',
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities,
  proof: 'server',
}

const places = {
  pages: /^(api|(index|prefs|public|backend|register)\.php)$/i,
  below: ['', '/tt-rss', '/ttrss', '/rss'],
}

export const tinyTinyRss: Service = {
  name: 'tinyTinyRss',
  infos: [info],

  async signIn(context, form, signal) {
    const address = await findService(addressesMeant(form.address, places), (base) => look(context, base, signal))
    if (!address.ok) return address
    const user = form.user.trim()
    if (user === '') return fail({ kind: 'signInRefused', field: 'user' })
    const session = new TinyTinyRssSession(context, address.value, { user, secret: form.secret }, () => {})
    const answer = await session.enter(signal)
    if (!answer.ok) return answer
    const { credentials, level } = answer.value
    if (level < LOWEST_LEVEL) return fail({ kind: 'oddAnswer', host: session.host, what: `level ${level}` })
    return ok({ address: address.value, user, title: info.title, credentials, abilities, digits: 16 })
  },

  open(context, { address }, credentials, keep) {
    const session = new TinyTinyRssSession(context, address, credentials, keep)
    return { batch: { items: 100, tell: 100 }, ...readingOf(session), ...tellingOf(session) }
  },
}

/** Asked without a secret, it says that nobody is signed in. */
async function look(context: ServiceContext, base: string, signal?: AbortSignal): Promise<Result<string | null>> {
  const answer = await exchange(context, { url: urlOf(base), json: { op: 'isLoggedIn' }, signal, anywhere: true })
  if (!answer.ok) return answer
  const said = json(answer.value, v.object({ status: v.literal(0), content: v.object({ status: v.boolean() }) }))
  return ok(said.ok ? baseOf(answer.value.url, '/api/') : null)
}
