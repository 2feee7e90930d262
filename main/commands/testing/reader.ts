// One Broadsheet with an account at the fake server.
import { openApp, type App } from '../../app.ts'
import type { CommandName, In, Out } from '../../contract/commands.ts'
import { createMemoryHost, type MemoryHost } from '../../hosts/memory/memory.ts'
import type { FakeServer } from '../../sync/testing/fake-server.ts'
import { fakeService, type Style } from '../../sync/testing/fake-service.ts'

export class Reader {
  host: MemoryHost
  app!: App
  accountId = 0
  readonly server: FakeServer
  readonly style: Style

  readonly background: boolean

  constructor(server: FakeServer, style: Style, background = false) {
    this.server = server
    this.style = style
    this.background = background
    this.host = createMemoryHost()
  }

  async open() {
    this.app = await openApp(this.host, {
      background: this.background,
      services: [fakeService(this.server, this.style)],
    })
  }

  async ask<K extends CommandName>(name: K, input: In<K>): Promise<Out<K>> {
    const answer = await this.app.run(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
    return answer.value
  }

  async signIn() {
    const { server } = this
    const account = await this.ask('accounts.signIn', {
      service: 'miniflux',
      address: 'https://fake.example',
      user: 'anna',
      secret: server.password,
    })
    this.accountId = account.id
    return this.sync()
  }

  /** Waits for clocks that are set by hand. */
  async sync() {
    const work = this.ask('accounts.sync', { wait: true, complete: 'none' })
    let done = false
    const end = () => void (done = true)
    work.then(end, end)
    while (!done) {
      await new Promise((later) => setImmediate(later))
      await this.host.clock.advance(50)
    }
    const [synced] = (await work).accounts
    if (!synced) throw new Error('no account')
    return synced
  }

  hours(count: number) {
    this.host.clock.set(this.host.clock.now() + count * 3_600_000)
  }

  async articles() {
    const { ids } = await this.ask('articles.list', {
      query: { scope: { kind: 'all' }, show: 'all', order: 'oldest' },
    })
    return this.ask('articles.heads', { ids })
  }

  async find(title: string) {
    const found = (await this.articles()).find((head) => head.title === title)
    if (!found) throw new Error(`no ${title}`)
    return found
  }

  async mark(title: string, marks: { read?: boolean; saved?: boolean }) {
    return this.ask('articles.mark', { ids: [(await this.find(title)).id], ...marks })
  }

  async close() {
    await this.app.close()
    await this.host.close()
  }

  /** As if the plug had been pulled: another process over the same disk. */
  async restart(withSecret = true) {
    const old = this.app
    const secret = await this.host.secrets.get(`account:${this.accountId}`)
    const before = this.host
    this.host = this.host.again()
    if (withSecret) await this.host.secrets.set(`account:${this.accountId}`, secret)
    await old.close()
    await before.close()
    await this.open()
  }
}
