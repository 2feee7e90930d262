import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Announcement } from '../../main/contract/changes.ts'
import { httpBridge } from './http.ts'

class Source {
  static all: Source[] = []
  onopen: () => void = () => undefined
  onmessage: (message: { data: string }) => void = () => undefined
  onerror: () => void = () => undefined
  closed = false
  constructor(readonly url: string) {
    Source.all.push(this)
  }
  close(): void {
    this.closed = true
  }
}

const latest = (): Source => Source.all.at(-1) ?? expect.fail('no connection')
let asked: { name: string; input: unknown }[]
let answer: () => Promise<Response>

beforeEach(() => {
  vi.useFakeTimers()
  Source.all = []
  asked = []
  answer = () => Promise.resolve(Response.json({ ok: true, value: [] }))
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('location', { host: '127.0.0.1:9' })
  vi.stubGlobal('fetch', (_url: string, init: { body: string }) => {
    asked.push(JSON.parse(init.body) as (typeof asked)[number])
    return answer()
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the bridge over loopback', () => {
  it('asks nothing before announcements are heard', async () => {
    const bridge = httpBridge()
    bridge.onChange(() => undefined)
    const result = bridge.run('feeds.activity', {})
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual([])
    latest().onopen()
    expect(await result).toEqual({ ok: true, value: [] })
    expect(asked).toEqual([{ name: 'feeds.activity', input: {} }])
  })

  it('hands on what is announced, to everybody who listens', () => {
    const bridge = httpBridge()
    const heard: Announcement[] = []
    const stop = bridge.onChange((each) => heard.push(each))
    bridge.onChange((each) => heard.push(each))
    latest().onmessage({ data: '{"kind":"online.changed","online":false}' })
    stop()
    latest().onmessage({ data: '{"kind":"online.changed","online":true}' })
    expect(heard.map((each) => each.kind === 'online.changed' && each.online)).toEqual([false, false, true])
    expect(Source.all.length).toBe(1)
  })

  it('connects again, ever more slowly, and then asks for everything anew', async () => {
    const bridge = httpBridge()
    const heard: string[] = []
    bridge.onChange((each) => heard.push(each.kind))
    latest().onopen()
    for (const pause of [500, 1_000, 2_000]) {
      const before = Source.all.length
      latest().onerror()
      expect(latest().closed).toBe(true)
      await vi.advanceTimersByTimeAsync(pause - 1)
      expect(Source.all.length).toBe(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(Source.all.length).toBe(before + 1)
    }
    expect(heard).toEqual([])
    latest().onopen()
    expect(heard).toEqual(['library.replaced'])
  })

  it('says that nobody answers, as a value', async () => {
    const bridge = httpBridge()
    answer = () => Promise.reject(new TypeError('failed to fetch'))
    expect(await bridge.run('feeds.activity', {})).toMatchObject({
      ok: false,
      problem: { kind: 'connectionFailed', host: '127.0.0.1:9' },
    })
    answer = () => Promise.resolve(new Response('', { status: 403 }))
    expect(await bridge.run('feeds.activity', {})).toMatchObject({
      ok: false,
      problem: { kind: 'connectionFailed', code: '403' },
    })
  })
})
