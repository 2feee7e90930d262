// Feedbin by its second programming side: https://github.com/feedbin/feedbin-api
import * as v from 'valibot'
import type { Abilities, ServiceInfo } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import type { Service } from '../service.ts'
import { feedsOf } from './feedbin-feeds.ts'
import { ENTRIES_A_CALL, readingOf } from './feedbin-reading.ts'
import { ADDRESS, FeedbinSession } from './feedbin-session.ts'
import { tellOf } from './feedbin-telling.ts'

const abilities: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: true,
  moveFeed: true,
  emptyFolders: false,
  renameFolder: true,
  removeFolder: true,
  save: true,
  labels: false,
  fetchesHere: false,
}

const info: ServiceInfo = {
  service: 'feedbin',
  preset: 'feedbin',
  title: 'Feedbin',
  address: ADDRESS,
  example: null,
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities,
  proof: 'documentation',
}

export const feedbin: Service = {
  name: 'feedbin',
  infos: [info],

  async signIn(context, form, signal) {
    const user = form.user.trim()
    if (user === '') return fail({ kind: 'signInRefused', field: 'user' })
    const credentials = { user, secret: form.secret }
    const typed = URL.parse(form.address.trim() || ADDRESS)
    if (!typed || !/^https?:$/.test(typed.protocol)) return fail({ kind: 'signInRefused', field: 'address' })
    // A name and a password in it would lie in the library with it.
    const address = typed.origin + typed.pathname.replace(/\/+$/, '')
    const session = new FeedbinSession(context, address, credentials)
    const answer = await enter(session, signal)
    if (!answer.ok)
      return fail(answer.problem.kind === 'oddAnswer' ? { kind: 'notThisService', url: address } : answer.problem)
    return ok({ address, user, title: info.title, credentials, abilities, digits: 16 })
  },

  open(context, { address }, credentials) {
    const session = new FeedbinSession(context, address, credentials)
    return {
      batch: { items: ENTRIES_A_CALL, tell: 500 },
      ...readingOf(session),
      ...feedsOf(session),
      tell: tellOf(session),
    }
  },
}

/** The first only says yes or no, in no words that are laid down; the second has a shape. */
async function enter(session: FeedbinSession, signal?: AbortSignal): Promise<Result<unknown>> {
  const allowed = await session.check('/authentication.json', signal)
  return allowed.ok ? session.get('/taggings.json', v.array(v.object({ name: v.string() })), signal) : allowed
}
