// All services that speak as Google Reader did: one way of signing in, with presets for where each is and what it can do.
import * as v from 'valibot'
import type { RemoteDigits } from '../../contract/models.ts'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { addressesMeant, baseOf, findService } from '../addresses.ts'
import { exchange, refusalOf, textOf, type Answer, type Pair } from '../http.ts'
import type { Credentials, Service, ServiceContext, SignedIn, SignInForm } from '../service.ts'
import { feedsOf, type Catalogue } from './google-reader-feeds.ts'
import { presetOf, presets, type Preset } from './google-reader-presets.ts'
import { idsSchema } from './google-reader-ids.ts'
import { readingOf } from './google-reader-reading.ts'
import { appHeaders, enter } from './google-reader-login.ts'
import { GoogleReaderSession } from './google-reader-session.ts'
import { tellOf } from './google-reader-telling.ts'

const PAGES =
  /^(api|accounts|reader|v1|fever|i|f|feeds?|unread|starred|settings|login|integrations?|preferences|all_articles|dashboard)$/i

export const googleReader: Service = {
  name: 'googleReader',
  infos: presets.map(({ info }) => info),

  async signIn(context, form, signal) {
    const preset = presetOf(form.preset, '')
    if (form.user.trim() === '') return fail({ kind: 'signInRefused', field: 'user' })
    if (form.secret === '') return fail({ kind: 'signInRefused', field: 'secret' })
    if (preset.info.needsApp && !(form.app?.id.trim() && form.app.key.trim()))
      return fail({ kind: 'signInRefused', field: 'app' })
    const typed = form.address.trim() === '' ? (preset.info.address ?? '') : form.address
    const addresses = preset.info.address
      ? [preset.info.address]
      : addressesMeant(typed, { pages: PAGES, below: preset.below })
    return findService(addresses, (address) => tryThere(context, address, preset, form, signal))
  },

  open(context, { address, preset: name, abilities }, credentials, keep) {
    const preset = presetOf(name, address)
    const session = new GoogleReaderSession(context, address, credentials, keep)
    const catalogue: Catalogue = { folders: null }
    const reading = readingOf(session, preset, catalogue, abilities.labels)
    return {
      batch: { items: preset.itemsACall, tell: 200 },
      ...(preset.shortest === null ? {} : { shortest: preset.shortest }),
      ...reading,
      ...feedsOf(session, preset, catalogue, abilities.labels),
      tell: tellOf(session, preset.setsWhatItIsTold ? null : reading.items),
    }
  },
}

/** null: it is not there. */
async function tryThere(
  context: ServiceContext,
  address: string,
  preset: Preset,
  form: SignInForm,
  signal?: AbortSignal,
): Promise<Result<SignedIn | null>> {
  const path = '/reader/api/0/user-info'
  const answer = await exchange(context, {
    url: `${address}${path}?output=json`,
    headers: appHeaders(form),
    signal,
    // An application's key is a secret, too.
    anywhere: form.app === null,
  })
  if (!answer.ok) return answer
  const problem = refusalOf(answer.value, context.now())
  if (problem?.kind === 'busy' || problem?.kind === 'limitReached') return fail(problem)
  if (isSwitchedOff(answer.value)) return fail({ kind: 'apiSwitchedOff', url: address })
  const base = problem?.kind === 'signInRefused' ? baseOf(answer.value.url, path) : null
  if (base === null) return problem ? fail(problem) : ok(null)
  const user = form.user.trim()
  const credentials: Credentials = { user, secret: form.secret, app: preset.info.needsApp ? form.app : null }
  const session = await enter(context, base, credentials, signal)
  if (!session.ok) return session
  const digits = await digitsOf(context, base, preset, { ...credentials, session: session.value }, signal)
  if (!digits.ok) return digits
  const { abilities, title } = preset.info
  const isFreshRss = presetOf(preset.info.preset, base).titles === 'fullWidth'
  return ok({
    address: base,
    user,
    title: preset.info.preset === 'other' ? new URL(base).hostname : title,
    credentials: { ...credentials, session: session.value },
    abilities: { ...abilities, labels: abilities.labels || isFreshRss },
    digits: digits.value,
  })
}

/** FreshRSS says this, and nothing else, while its owner does not allow it. */
const isSwitchedOff = (answer: Answer): boolean =>
  answer.status === 503 && /^service unavailable!?$/i.test(textOf(answer).trim())

/** The first article tells; the sign-in is tried with it, too. */
async function digitsOf(
  context: ServiceContext,
  address: string,
  preset: Preset,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<Result<RemoteDigits>> {
  const session = new GoogleReaderSession(context, address, credentials, () => undefined)
  const query: Pair[] = [
    ['s', 'user/-/state/com.google/reading-list'],
    ['n', '1'],
  ]
  const answer = await session.get('/stream/items/ids', query, v.unknown(), signal)
  if (!answer.ok) return answer
  const page = v.safeParse(idsSchema, answer.value.value)
  if (!page.success) return session.odd('no list of articles')
  const first = String(page.output.itemRefs?.[0]?.id ?? '')
  return ok(preset.digits ?? (/(^|\/)[0-9a-f]{24}$/i.test(first) ? 24 : 16))
}
