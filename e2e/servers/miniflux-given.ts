// A Miniflux that MINIFLUX_URL names instead of one of our own; it must belong to tests, and is left as it was found.
import { CannotRun } from './debian-package.ts'
import type { Miniflux } from './miniflux.ts'
import { basic, closedDoor, type Login } from './miniflux-logins.ts'

const KEY_NAME = 'Broadsheet tests'

/** MINIFLUX_USER and MINIFLUX_PASSWORD hold for all three APIs unless MINIFLUX_READER_… or MINIFLUX_FEVER_… say else. */
export async function givenMiniflux(address: string): Promise<Miniflux> {
  const url = address.replace(/\/+$/, '')
  const { MINIFLUX_USER: user, MINIFLUX_PASSWORD: password, ...env } = process.env
  if (!user || !password) throw new CannotRun('MINIFLUX_URL needs MINIFLUX_USER and MINIFLUX_PASSWORD')
  const login = (part: string): Login => ({
    user: env[`MINIFLUX_${part}_USER`] ?? user,
    password: env[`MINIFLUX_${part}_PASSWORD`] ?? password,
  })
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: basic({ user, password }), 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    }).catch((error: unknown) => {
      throw new CannotRun(`MINIFLUX_URL does not answer`, { cause: error })
    })
    if (!answer.ok) throw new CannotRun(`the Miniflux of MINIFLUX_URL answers ${answer.status} to ${path}`)
    return (answer.status === 204 ? null : await answer.json()) as T
  }
  const { version } = await ask<{ version: string }>('GET', '/version')
  const feeds = await ask<{ feed_url: string }[]>('GET', '/feeds')
  // The tests mark, move and remove what they find.
  if (feeds.some((feed) => !/^https?:\/\/(127\.|localhost\b|\[::1\])/.test(feed.feed_url)))
    throw new CannotRun('the user of MINIFLUX_URL follows real feeds; tests need a user of their own')
  const old = await ask<{ id: number; description: string }[]>('GET', '/api-keys')
  for (const key of old.filter((key) => key.description === KEY_NAME)) await ask('DELETE', `/api-keys/${key.id}`)
  const key = await ask<{ id: number; token: string }>('POST', '/api-keys', { description: KEY_NAME })
  const logins = {
    native: { user, password, token: key.token },
    googleReader: login('READER'),
    fever: login('FEVER'),
  }
  const closed = await closedDoor(url, logins)
  if (closed) throw new CannotRun(`the Miniflux of MINIFLUX_URL ${closed}`)
  const notOurs = () => Promise.reject(new Error('The Miniflux of MINIFLUX_URL is not ours to change'))
  return {
    ...logins,
    url,
    version,
    ours: false,
    addReader: notOurs,
    kill: notOurs,
    start: notOurs,
    sql: notOurs,
    cleanUp: notOurs,
    log: () => [],
    stop: () => ask('DELETE', `/api-keys/${key.id}`),
  }
}
