// A network that answers what a real server once answered to the same request, so that services meet real traffic in tests.
import type { Wire, WireRequest } from '../../../base/host.ts'
import { fail, ok } from '../../../contract/problems.ts'
import type { Recording } from './recordings.ts'

export interface ReplayWire extends Wire {
  /** Names of the recordings that were answered, in order. */
  readonly asked: string[]
  /** What nothing was recorded for. Each has thrown; a test whose code might have caught that looks here. */
  readonly unknown: string[]
  /** How many requests there were; with a name, for that recording. */
  count(name?: string): number
}

/** The host of a request does not matter, nor does the order of what is in its query and body. Credentials that were good
 * in any recording are good for all. What was asked for more than once is answered in the recorded order, and the last
 * answer stays. An unknown request throws, and says what was recorded for its address. */
export function replayWire(recordings: readonly Recording[]): ReplayWire {
  const asked: string[] = []
  const unknown: string[] = []
  const turns = new Map<string, number>()
  const good = new Set(recordings.filter(({ response }) => response.status < 400).map(({ request }) => keyOf(request)))
  const requests = recordings.map((recording) => ({
    recording,
    ...recording.request,
    key: credential(recording.request),
  }))

  /** 'good' stands for all of them. */
  function credential(request: Pick<Recording['request'], 'headers'>): string {
    const key = keyOf(request)
    return key !== '' && good.has(key) ? 'good' : key
  }

  function answerTo(request: Recording['request']): Recording | null {
    const key = credential(request)
    for (const write of [exactly, loosely]) {
      const wanted = write(request)
      const same = requests.filter((one) => one.key === key && write(one) === wanted)
      if (same.length === 0) continue
      const place = `${key} ${wanted}`
      const turn = turns.get(place) ?? 0
      turns.set(place, turn + 1)
      return same[Math.min(turn, same.length - 1)]?.recording ?? null
    }
    return null
  }

  return {
    asked,
    unknown,
    count: (name) => (name === undefined ? asked : asked.filter((one) => one === name)).length,
    async request(request) {
      if (request.signal?.aborted) return fail({ kind: 'cancelled' })
      const plain = plainly(request)
      const recording = answerTo(plain)
      if (!recording) {
        unknown.push(told(plain))
        throw new Error(complaint(plain, recordings))
      }
      asked.push(recording.name)
      const { status, headers, json, text } = recording.response
      const { host } = new URL(request.url)
      if (status === 0) return fail({ kind: 'connectionFailed', host, code: 'UND_ERR_SOCKET' })
      const body = new TextEncoder().encode(text ?? JSON.stringify(json))
      if (body.length > request.limit) return fail({ kind: 'tooLarge', limit: request.limit })
      return ok({ status, headers: { ...headers }, body, private: true })
    },
  }
}

function plainly({ url, method = 'GET', headers = {}, body = '' }: WireRequest): Recording['request'] {
  const { pathname, search } = new URL(url)
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return { method, path: pathname, query: search.slice(1), headers: Object.fromEntries(lower), body: text || null }
}

const keyOf = ({ headers }: Pick<Recording['request'], 'headers'>): string =>
  headers.authorization ?? headers['x-auth-token'] ?? ''

/** What must be the same: all, but for order and writing. */
const exactly = (request: Recording['request']): string =>
  written(request, (pairs) => pairs.map(([name, value]) => `${name}=${value}`))

/** What a client may leave out, add or write in another way, although servers understand it as the same. */
const loosely = (request: Recording['request']): string =>
  written(request, (pairs) =>
    pairs
      .filter(([name, value]) => !(MANNERS.has(name) || (name === 'ac' && value === 'edit-tags')))
      .map(([name, value]) => `${name}=${name === 'i' ? longId(value) : value}`),
  )

const MANNERS = new Set(['T', 'ck', 'client', 'service', 'accountType'])

function written(
  { method, path, query, body, headers }: Recording['request'],
  list: (pairs: [string, string][]) => string[],
): string {
  const sorted = (text: string) =>
    list([...new URLSearchParams(text)])
      .toSorted()
      .join('&')
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') && !body?.startsWith('{')
  const sent = body === null ? '' : isForm ? sorted(body) : orderless(body)
  return `${method} ${path.replace(/\/+$/, '')}?${sorted(query)} ${sent}`
}

/** JSON with sorted names; anything else as it is. */
function orderless(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const LONG = 'tag:google.com,2005:reader/item/'

/** A Google Reader id in its long form, however it is written. */
function longId(id: string): string {
  if (/^-?\d{1,19}$/.test(id) && !/^0\d{15}$/.test(id))
    return LONG + BigInt.asUintN(64, BigInt(id)).toString(16).padStart(16, '0')
  const hex = id.startsWith(LONG) ? id.slice(LONG.length) : id
  return /^[\da-f]{1,16}$/i.test(hex) ? LONG + hex.toLowerCase().padStart(16, '0') : id
}

const told = ({ method, path, query, body, headers }: Recording['request']): string => {
  const sent = body ? ` with ${body.slice(0, 300)}` : ''
  const key = keyOf({ headers })
  return `${method} ${path}${query && `?${query.slice(0, 300)}`}${sent}${key ? ` as ${key}` : ' without credentials'}`
}

function complaint(request: Recording['request'], recordings: readonly Recording[]): string {
  const near = recordings.filter((one) => one.request.path === request.path)
  const lines = near.slice(0, 20).map((one) => `  ${one.name}: ${told(one.request)}`)
  const known = lines.length > 0 ? `was recorded there:\n${lines.join('\n')}` : 'was recorded for this address.'
  return `Nothing answers ${told(request)}.\n${lines.length > 0 ? 'This' : 'Nothing'} ${known}`
}
