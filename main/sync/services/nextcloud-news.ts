// The News app of a Nextcloud by version 1-3 of its programming side:
// https://github.com/nextcloud/news/blob/master/docs/api/api-v1-3.md
import * as v from 'valibot'
import type { Abilities, ServiceInfo } from '../../contract/models.ts'
import { fail, ok, type Problem, type Result } from '../../contract/problems.ts'
import { addressesMeant, baseOf, findService } from '../addresses.ts'
import { exchange, json } from '../http.ts'
import type { Service, ServiceContext } from '../service.ts'
import { feedsOf, folders } from './nextcloud-news-feeds.ts'
import { readingOf } from './nextcloud-news-reading.ts'
import { NextcloudNewsSession } from './nextcloud-news-session.ts'
import { tellOf } from './nextcloud-news-telling.ts'

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
  service: 'nextcloudNews',
  preset: 'nextcloudNews',
  title: 'Nextcloud News',
  address: null,
  example: 'https://cloud.example.org',
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities,
  proof: 'documentation',
}

const places = {
  pages: /^(index\.php|status\.php|remote\.php|public\.php|apps|login|settings|ocs|s|f|u|dashboard)$/i,
  below: ['', '/nextcloud', '/owncloud', '/cloud'],
}

export const nextcloudNews: Service = {
  name: 'nextcloudNews',
  infos: [info],

  async signIn(context, form, signal) {
    const address = await findService(addressesMeant(form.address, places), (base) => look(context, base, signal))
    if (!address.ok) return address
    const user = form.user.trim()
    if (user === '') return fail({ kind: 'signInRefused', field: 'user' })
    const credentials = { user, secret: form.secret }
    const answer = await new NextcloudNewsSession(context, address.value, credentials).get('/folders', folders, signal)
    if (!answer.ok)
      return fail(isMissing(answer.problem) ? { kind: 'apiSwitchedOff', url: address.value } : answer.problem)
    return ok({ address: address.value, user, title: info.title, credentials, abilities, digits: 16 })
  },

  open(context, { address }, credentials) {
    const session = new NextcloudNewsSession(context, address, credentials)
    return { batch: { items: 200, tell: 200 }, ...readingOf(session), ...feedsOf(session), tell: tellOf(session) }
  },
}

/** There is a Nextcloud, but nobody in it who speaks so: the app is not there, or too old. */
const isMissing = (problem: Problem): boolean =>
  problem.kind === 'oddAnswer' || (problem.kind === 'httpStatus' && [404, 405].includes(problem.status))

/** Every Nextcloud says to anybody what it is. */
async function look(context: ServiceContext, base: string, signal?: AbortSignal): Promise<Result<string | null>> {
  const answer = await exchange(context, { url: `${base}/status.php`, signal, anywhere: true })
  if (!answer.ok) return answer
  const said = json(answer.value, v.object({ installed: v.literal(true), version: v.string() }))
  return ok(said.ok ? baseOf(answer.value.url, '/status.php') : null)
}
