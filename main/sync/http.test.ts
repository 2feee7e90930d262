// Refusals, redirects and broken answers, as servers were seen to give them.
import { expect, test } from 'vitest'
import * as v from 'valibot'
import type { WireRequest, WireResponse } from '../base/host.ts'
import { ok } from '../contract/problems.ts'
import { basic, exchange, formText, json, request, type Ask } from './http.ts'

const NOW = Date.UTC(2026, 10, 24)

function asked(answers: (Partial<WireResponse> & { text?: string })[]) {
  const requests: WireRequest[] = []
  const wire = {
    request: (given: WireRequest) => {
      requests.push(given)
      const { text, ...answer } = answers.shift() ?? {}
      return Promise.resolve(
        ok({ status: 200, headers: {}, body: new TextEncoder().encode(text ?? ''), private: false, ...answer }),
      )
    },
  }
  return { requests, context: { wire, now: () => NOW } }
}

const problemOf = async (answer: Partial<WireResponse>, ask: Partial<Ask> = {}) => {
  const result = await request(asked([answer]).context, { url: 'https://a.example/x', ...ask })
  return result.ok ? null : result.problem
}

test('statuses become problems with what they say of coming back', async () => {
  expect(await problemOf({ status: 204 })).toBeNull()
  expect(await problemOf({ status: 401 })).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
  expect(await problemOf({ status: 403 })).toEqual({ kind: 'signInRefused', field: 'userOrSecret' })
  expect(await problemOf({ status: 404 })).toEqual({ kind: 'httpStatus', status: 404, retryAt: null })
  expect(await problemOf({ status: 429, headers: { 'retry-after': '90' } })).toEqual({
    kind: 'busy',
    retryAt: NOW + 90_000,
  })
  expect(await problemOf({ status: 429, headers: { 'x-reader-limits-reset-after': '3600' } })).toEqual({
    kind: 'limitReached',
    retryAt: NOW + 3_600_000,
  })
  const date = new Date(NOW + 5000).toUTCString()
  expect(await problemOf({ status: 503, headers: { 'retry-after': date } })).toEqual({
    kind: 'httpStatus',
    status: 503,
    retryAt: NOW + 5000,
  })
  expect(await problemOf({ status: 503, headers: { 'retry-after': '-4' } })).toMatchObject({ retryAt: null })
  expect(await problemOf({ status: 503, headers: { 'retry-after': '99999999' } })).toMatchObject({
    retryAt: NOW + 24 * 3_600_000,
  })
})

test('credentials follow a redirect to the same host only', async () => {
  const go = async (url: string, location: string, method: 'GET' | 'POST' = 'GET', status = 301) => {
    const { context, requests } = asked([{ status, headers: { location } }, { text: 'there' }])
    const answer = await exchange(context, { method, url, headers: { authorization: 'secret' } })
    return answer.ok ? requests[1]?.url : answer.problem.kind
  }
  expect(await go('http://a.example/x', 'https://a.example/y')).toBe('https://a.example/y')
  expect(await go('https://a.example/x', '/y?z=1#h')).toBe('https://a.example/y?z=1')
  expect(await go('https://a.example/x', 'http://a.example/x')).toBe('oddAnswer')
  expect(await go('https://a.example/x', 'https://www.a.example/x')).toBe('oddAnswer')
  expect(await go('https://a.example/x', 'https://a.example:444/x')).toBe('oddAnswer')
  expect(await go('https://a.example/x', 'https://me:pw@a.example/y')).toBe('https://a.example/y')
  expect(await go('https://a.example/x', 'ftp://a.example/')).toBe('oddAnswer')
  // What is to be written is said again to the same page only, unless the server asks for just that.
  expect(await go('http://a.example/x', 'https://a.example/x/', 'POST')).toBe('https://a.example/x/')
  expect(await go('https://a.example/x', 'https://a.example/login', 'POST', 302)).toBe('oddAnswer')
  expect(await go('https://a.example/x', 'https://a.example/y', 'POST', 307)).toBe('https://a.example/y')
})

test('without secrets it may be sent anywhere but into a private network', async () => {
  const { context, requests } = asked([{ status: 302, headers: { location: 'http://www.b.example/y' } }, {}])
  const answer = await exchange(context, { url: 'http://a.example/x', anywhere: true })
  expect(answer).toMatchObject({ ok: true, value: { url: 'http://www.b.example/y' } })
  expect(requests.map((request) => request.mayBePrivate)).toEqual([true, false])
})

test('not even without secrets from an encrypted place to one that is not: that is where they would be said next', async () => {
  const { context, requests } = asked([{ status: 301, headers: { location: 'http://a.example/x' } }, {}])
  const answer = await exchange(context, { url: 'https://a.example/x', anywhere: true })
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'oddAnswer' } })
  expect(requests).toHaveLength(1)
})

test('a redirect in a circle ends', async () => {
  const { context } = asked(Array.from({ length: 9 }, () => ({ status: 302, headers: { location: '/x' } })))
  const answer = await exchange(context, { url: 'https://a.example/x' })
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'tooManyRedirects' } })
})

test('the clock is the one of the server', async () => {
  const { context } = asked([{ headers: { date: 'Tue, 24 Nov 2026 01:02:03 GMT' } }, { headers: { date: 'soon' } }])
  expect(await exchange(context, { url: 'https://a.example/' })).toMatchObject({
    value: { at: Date.UTC(2026, 10, 24, 1, 2, 3) },
  })
  expect(await exchange(context, { url: 'https://a.example/' })).toMatchObject({ value: { at: NOW } })
})

test('forms keep their order and their repeats', async () => {
  const { context, requests } = asked([{}])
  const form = [
    ['T', 'a/b c'],
    ['a', 'ü&='],
    ['i', '1'],
    ['i', '2'],
    ['i', '\ud800'],
  ] as const
  await exchange(context, { url: 'https://a.example/', form })
  expect(requests[0]).toMatchObject({ method: 'POST', body: 'T=a%2Fb+c&a=%C3%BC%26%3D&i=1&i=2&i=%EF%BF%BD' })
  expect(requests[0]?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' })
  expect(requests[0]?.headers?.['user-agent']).toMatch(/^Broadsheet\//)
  expect(formText([])).toBe('')
})

const said = (text: string) =>
  json(
    { body: new TextEncoder().encode(text), url: 'https://a.example/x' },
    v.object({ id: v.number(), list: v.array(v.string()) }),
  )
const value = { id: 1, list: ['a'] }

test('JSON is believed when it has the right shape', () => {
  expect(said('\ufeff {"id":1,"list":["a"],"more":{}}')).toEqual({ ok: true, value })
  for (const text of [
    '',
    '[]',
    'null',
    '{"id":1',
    '<!doctype html><p>{}',
    '{"id":"1","list":[]}',
    '{"id":1,"list":{}}',
  ])
    expect(said(text), text).toMatchObject({ ok: false, problem: { kind: 'oddAnswer', host: 'a.example' } })
})

test('notices of PHP in front of the JSON are passed over, pages are not', () => {
  const body = JSON.stringify(value)
  expect(
    said(`<br />\n<b>Notice</b>:  Undefined index: a[0] in <b>/x.php</b> on line <b>3</b><br />\n${body}`).ok,
  ).toBe(true)
  expect(said(`PHP Warning:  {oops} in x.php on line 3\n[1\n${body}`).ok).toBe(true)
  expect(said(`<html><script>\n${body}`).ok).toBe(false)
  expect(said(`Notice: nothing more`).ok).toBe(false)
})

test('basic credentials are UTF-8', () => {
  expect(basic('jürgen', 'pä:ss')).toBe(`Basic ${Buffer.from('jürgen:pä:ss').toString('base64')}`)
})

test('a secret that no header can carry is a refused sign-in', async () => {
  const wire = {
    request: () =>
      Promise.resolve({
        ok: false as const,
        problem: { kind: 'badRequest' as const, where: 'headers', why: 'characters' },
      }),
  }
  const answer = await exchange({ wire, now: () => NOW }, { url: 'https://a.example/' })
  expect(answer).toEqual({ ok: false, problem: { kind: 'signInRefused', field: 'userOrSecret' } })
})

test('a redirect that is wanted as it is stays an answer', async () => {
  const { context, requests } = asked([{ status: 302, headers: { location: 'https://a.example/things/1' } }])
  const answer = await exchange(context, { method: 'POST', url: 'https://a.example/things', stay: true })
  expect(answer).toMatchObject({ ok: true, value: { status: 302, url: 'https://a.example/things' } })
  expect(requests).toHaveLength(1)
})

test('a clock that is years ahead is not believed', async () => {
  const at = async (date: string) => {
    const answer = await exchange(asked([{ headers: { date } }]).context, { url: 'https://a.example/x' })
    return answer.ok ? answer.value.at : null
  }
  expect(await at(new Date(NOW + 90_000).toUTCString())).toBe(NOW + 90_000)
  expect(await at('Fri, 31 Dec 9999 23:59:59 GMT')).toBe(NOW)
  expect(await at('yesterday')).toBe(NOW)
})
