// Who may speak to the loopback server: the window that was given a one-time address, and no other page or program.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** More unused addresses than this are not kept: the oldest is void. */
const MOST_TOKENS = 16

export interface Door {
  /** An address that opens the app once. */
  newAddress(): string
  /** Why this request is turned away; null: it may come in. */
  refusal(request: IncomingMessage, path: string): string | null
  /** For `/open/<token>`: the cookie to set, or null when the token is void. */
  exchange(path: string): string | null
  knows(request: IncomingMessage): boolean
}

/** `session` is given only where a restart has to keep its windows (dev). */
export function createDoor(port: number, session: string = randomBytes(32).toString('base64url')): Door {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  // A cookie is sent to every port of a host.
  const cookie = `broadsheet-${port}`
  const tokens = new Set<string>()

  const knows = (request: IncomingMessage): boolean => {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
    return pairs.some((pair) => pair.startsWith(`${cookie}=`) && same(pair.slice(cookie.length + 1), session))
  }

  return {
    newAddress() {
      const token = randomBytes(32).toString('base64url')
      tokens.add(token)
      for (const old of tokens) if (tokens.size > MOST_TOKENS) tokens.delete(old)
      return `${origin}/open/${token}`
    },
    refusal(request, path) {
      // A name that somebody else's DNS points at 127.0.0.1 stands in Host.
      if (request.headers.host !== host) return 'This address is not Broadsheet’s.'
      const from = request.headers.origin
      if (from !== undefined && from !== origin) return 'Another page may not ask this.'
      if (request.method !== 'GET' && request.method !== 'HEAD' && from !== origin)
        return 'Another program may not ask this.'
      if (path.startsWith('/open/')) return null
      const site = request.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'Another page may not ask this.'
      return knows(request) ? null : 'This window is not known: start Broadsheet again for a new address.'
    },
    exchange(path) {
      const token = path.slice('/open/'.length)
      if (!tokens.delete(token)) return null
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    knows,
  }
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
