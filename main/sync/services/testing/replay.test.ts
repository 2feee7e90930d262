import { expect, test } from 'vitest'
import { like, pick, recorded, type Recording, type RecordingName } from './recordings.ts'
import { replayWire, type ReplayWire } from './replay.ts'

const NAMES: RecordingName[] = [
  'miniflux-2.3.4-native',
  'miniflux-2.3.4-google-reader',
  'miniflux-2.3.4-fever',
  'miniflux-2.2.6-native',
  'miniflux-2.2.6-google-reader',
  'miniflux-2.2.6-fever',
  'tt-rss-15',
]
const LIMITS = { limit: 1_000_000, patience: 1000, deadline: 1000, mayBePrivate: true }
const GOOD = { authorization: 'GoogleLogin auth=greader/recorded-auth' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const READER = 'http://127.0.0.1:1/reader/api/0'

async function replay(
  wire: ReplayWire,
  request: { url: string; method?: 'POST'; headers?: Record<string, string>; body?: string },
) {
  const answer = await wire.request({ ...LIMITS, ...request })
  if (!answer.ok) return answer.problem.kind
  return { status: answer.value.status, text: new TextDecoder().decode(answer.value.body) }
}

test.each(NAMES)('every request of %s gets an answer that was recorded for it', async (name) => {
  const recordings = recorded(name)
  expect(recordings.length).toBeGreaterThan(30)
  const wire = replayWire(recordings)
  for (const { request, response } of recordings) {
    const answer = await wire.request({
      ...LIMITS,
      url: `http://127.0.0.1:1${request.path}?${request.query}`,
      method: request.method as 'GET',
      headers: request.headers,
      body: request.body ?? undefined,
    })
    if (response.status === 0) expect(answer).toMatchObject({ ok: false, problem: { kind: 'connectionFailed' } })
    else {
      const text = response.text ?? JSON.stringify(response.json)
      expect(answer).toMatchObject({
        ok: true,
        value: { status: response.status, body: new TextEncoder().encode(text) },
      })
    }
  }
  expect(wire.asked).toEqual(recordings.map((recording) => recording.name))
  expect(wire.unknown).toEqual([])
})

test('order, tokens and the writing of ids do not matter', async () => {
  const [edit] = pick(recorded('miniflux-2.3.4-google-reader'), 'edit-read')
  const ids = new URLSearchParams(edit?.request.body ?? '').getAll('i')
  expect(ids).not.toEqual([])
  const wire = replayWire(recorded('miniflux-2.3.4-google-reader'))
  const long = ids.map((id) => `i=tag:google.com,2005:reader/item/${Number(id).toString(16).padStart(16, '0')}`)
  const body = ['T=other', 'a=user/-/state/com.google/read', ...long].join('&')
  const request = { url: `${READER}/edit-tag`, method: 'POST', headers: { ...GOOD, ...FORM }, body } as const
  expect(await replay(wire, request)).toEqual({ status: 200, text: 'OK' })
  expect(wire.asked[0]).toMatch(/^edit-read/)
})

test('credentials tell answers apart', async () => {
  const wire = replayWire(recorded('miniflux-2.3.4-native'))
  const me = 'http://127.0.0.1:1/v1/me'
  expect(await replay(wire, { url: me, headers: { 'X-Auth-Token': 'recorded-token' } })).toMatchObject({ status: 200 })
  expect(await replay(wire, { url: me, headers: { 'x-auth-token': 'nope' } })).toMatchObject({ status: 401 })
  expect(await replay(wire, { url: me })).toMatchObject({ status: 401 })
  const basic = `Basic ${btoa('admin:admin-pass-1')}`
  const feeds = { url: 'http://127.0.0.1:1/v1/feeds', headers: { authorization: basic } }
  expect(await replay(wire, feeds)).toMatchObject({ status: 200 })
  await expect(replay(wire, { ...feeds, headers: { authorization: 'Basic other' } })).rejects.toThrow('Basic other')
})

test('what is asked for again is answered in turn, and the last answer stays', async () => {
  const answers = ['one', 'two'].map((text): Recording => ({
    name: text,
    request: { method: 'GET', path: '/a', query: 'x=1&y=2', headers: {}, body: null },
    response: { status: 200, headers: {}, text },
  }))
  const wire = replayWire(answers)
  const url = 'http://127.0.0.1:1/a?y=2&x=1'
  const texts = [await replay(wire, { url }), await replay(wire, { url }), await replay(wire, { url })]
  expect(texts.map((answer) => typeof answer === 'object' && answer.text)).toEqual(['one', 'two', 'two'])
  expect([wire.count(), wire.count('two')]).toEqual([3, 2])
})

test('an unknown request says what it was, and what was recorded there', async () => {
  const [list] = pick(recorded('miniflux-2.3.4-google-reader'), 'subscription-list')
  if (!list) throw new Error('no recording')
  const wire = replayWire([list, like(list, { request: { query: 'output=atom' }, response: { status: 501 } })])
  const url = `${READER}/subscription/list`
  expect(await replay(wire, { url: `${url}?output=atom`, headers: GOOD })).toMatchObject({ status: 501 })
  const refused = replay(wire, { url: `${url}?output=xml`, headers: GOOD })
  await expect(refused).rejects.toThrow(
    /Nothing answers GET .*output=xml.*\n.*\n {2}subscription-list: GET .*output=json/,
  )
  await expect(replay(wire, { url: 'http://127.0.0.1:1/else' })).rejects.toThrow(
    'Nothing was recorded for this address',
  )
  expect(wire.unknown).toHaveLength(2)
})
