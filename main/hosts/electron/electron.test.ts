import type { EventEmitter } from 'node:events'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { windowFolder } from '../node/folders.ts'
import { firstProxy } from './proxy.ts'

type Handler = (...args: never[]) => unknown

const fake = vi.hoisted(() => ({
  order: [] as string[],
  schemes: [] as unknown[],
  handlers: new Map<string, Handler>(),
  windows: [] as unknown[],
  opened: [] as string[],
  locked: true,
  userData: [] as string[],
  session: {} as Record<string, Handler>,
  exitCode: null as number | null,
}))

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const note = (line: string) => fake.order.push(line)
  class Contents extends Emitter {
    mainFrame = { url: 'app://bundle/' }
    sent: unknown[] = []
    windowOpenHandler: Handler = () => undefined
    send = (channel: string, value: unknown) => this.sent.push([channel, value])
    setWindowOpenHandler(handler: Handler) {
      this.windowOpenHandler = handler
    }
  }
  class BrowserWindow extends Emitter {
    static getAllWindows = () => fake.windows
    webContents = new Contents()
    options: unknown
    focused = 0
    constructor(options: unknown) {
      super()
      this.options = options
      fake.windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
      note('window')
    }
    isMinimized = () => true
    isDestroyed = () => false
    restore = () => undefined
    show = () => undefined
    focus = () => this.focused++
    loadURL = async (url: string) => note(`load ${url}`)
  }
  const app = Object.assign(new Emitter(), {
    isPackaged: true,
    enableSandbox: () => note('enableSandbox'),
    requestSingleInstanceLock: () => (note('lock'), fake.locked),
    setAsDefaultProtocolClient: (scheme: string) => note(`client of ${scheme}`),
    getPreferredSystemLanguages: () => ['de-AT', 'en'],
    getPath: () => '/nowhere',
    setPath: (name: string, path: string) => {
      // The lock lies in this folder: afterwards is too late.
      if (name === 'userData' && !fake.order.includes('lock')) fake.userData.push(path)
    },
    whenReady: async () => note('ready'),
    quit: () => note('quit'),
    exit: (code: number) => (fake.exitCode = code),
  })
  const keep = (name: string) => (handler: Handler) => {
    fake.session[name] = handler
    note(name)
  }
  return {
    app,
    BrowserWindow,
    session: {
      defaultSession: {
        setPermissionRequestHandler: keep('permissionRequest'),
        setPermissionCheckHandler: keep('permissionCheck'),
        setDevicePermissionHandler: keep('device'),
        setSpellCheckerEnabled: (on: boolean) => note(`spelling ${on}`),
        webRequest: { onBeforeRequest: keep('beforeRequest') },
        resolveProxy: async () => 'DIRECT',
      },
    },
    protocol: {
      registerSchemesAsPrivileged(schemes: unknown[]) {
        note('schemes')
        fake.schemes.push(...schemes)
      },
      handle(scheme: string, handler: Handler) {
        note(`protocol ${scheme}`)
        fake.handlers.set(scheme, handler)
      },
    },
    ipcMain: {
      handle: (name: string, handler: Handler) => fake.handlers.set(name, handler),
      removeHandler: (name: string) => fake.handlers.delete(name),
    },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => note('menu') },
    dialog: { showErrorBox: (title: string, text: string) => note(`error: ${title}: ${text}`) },
    safeStorage: { isAsyncEncryptionAvailable: async () => false, getSelectedStorageBackend: () => 'basic_text' },
    nativeTheme: { shouldUseDarkColors: false },
    screen: { getAllDisplays: () => [] },
    powerMonitor: new Emitter(),
    net: { isOnline: () => true },
    shell: { openExternal: async (url: string) => fake.opened.push(url) },
  }
})

const { boot } = await import('./boot.ts')
const { app } = await import('electron')
const emitter = app as unknown as EventEmitter

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-electron-'))
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'secret.html'), 'secret')
  process.env.XDG_RUNTIME_DIR = folder
  process.env.XDG_STATE_HOME = join(folder, 'state')
  process.env.LOCALAPPDATA = join(folder, 'state')
  process.argv = [
    'electron',
    '.',
    '--inspect=0',
    '--library',
    join(folder, 'library'),
    'feed:https://paper.example/rss',
  ]
  boot({
    pages: join(folder, 'pages'),
    preload: '/preload.cjs',
    worker: pathToFileURL(join(import.meta.dirname, '../node/worker.ts')),
    assets: join(folder, 'pages'),
  })
  // Broadsheet does not live for its launcher's sake; the runner of this test is heard to the end.
  process.channel?.ref()
  await vi.waitFor(() => expect(fake.order).toContain('load app://bundle/'), 10_000)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface FakeWindow {
  options: { webPreferences: Record<string, unknown> }
  webContents: EventEmitter & { sent: unknown[]; windowOpenHandler: Handler; mainFrame: { url: string } }
  focused: number
}
const window = () => fake.windows[0] as FakeWindow

test('says before `ready` what must be said before, and shows the window last', () => {
  const { order } = fake
  const before = ['schemes', 'enableSandbox', 'lock', 'ready']
  expect(order.slice(0, 4)).toEqual(before)
  for (const guard of [
    'permissionRequest',
    'permissionCheck',
    'device',
    'beforeRequest',
    'spelling false',
    'protocol app',
    'client of feed',
  ])
    expect(order.indexOf(guard), guard).toBeLessThan(order.indexOf('window'))
  expect(order.slice(-2)).toEqual(['window', 'load app://bundle/'])
})

test('the scheme is an origin of its own without special rights', () => {
  expect(fake.schemes).toEqual([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
})

test('the window is shut in', () => {
  expect(window().options.webPreferences).toMatchObject({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
  })
})

describe('app://', () => {
  const fetch = (url: string, init?: RequestInit): Promise<Response> => {
    const handle = fake.handlers.get('app') as unknown as (request: object) => Promise<Response>
    // Node's Request knows no such scheme.
    return handle({ url, method: init?.method ?? 'GET', headers: new Headers(init?.headers) })
  }

  test('gives the window’s files with its policy', async () => {
    const page = await fetch('app://bundle/')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toBe('<!doctype html>')
  })

  test('gives nothing else', async () => {
    for (const url of [
      'app://bundle/../secret.html',
      'app://bundle/%2e%2e/secret.html',
      'app://bundle/..%2fsecret.html',
      'app://bundle/..%5csecret.html',
      'app://bundle/%00',
      'app://bundle/media/../../secret.html',
    ]) {
      const answer = await fetch(url)
      expect(answer.status, url).toBe(404)
      expect(await answer.text(), url).not.toContain('secret')
    }
    for (const url of ['app://evil/', 'app://bundle.evil/', 'app://bundle:1/', 'http://bundle/', 'file:///etc/passwd'])
      expect((await fetch(url)).status, url).toBe(403)
    expect((await fetch('app://bundle/', { method: 'POST' })).status).toBe(405)
    expect((await fetch(`app://bundle/media/${'a'.repeat(32)}`)).status).toBe(404)
  })
})

describe('the bridge', () => {
  const call = (frame: object | null, ...args: unknown[]) => {
    const run = fake.handlers.get('run') as unknown as (event: object, ...args: unknown[]) => Promise<unknown>
    return run({ senderFrame: frame, sender: window().webContents }, ...args)
  }

  test('answers our own page, and no other frame', async () => {
    const { mainFrame } = window().webContents
    expect(await call(mainFrame, 'app.snapshot', {})).toMatchObject({
      ok: true,
      value: { host: { name: 'electron', keychain: 'session' }, languages: ['de-AT', 'en'] },
    })
    for (const frame of [null, { url: 'app://bundle/' }, {}])
      await expect(call(frame, 'app.snapshot', {})).rejects.toThrow()
    mainFrame.url = 'https://evil.example/'
    await expect(call(mainFrame, 'app.snapshot', {})).rejects.toThrow('not from the window')
    mainFrame.url = 'app://bundle/'
  })

  test('knows commands by their own name only', async () => {
    const { mainFrame } = window().webContents
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 7, null, {}, 'app.snapshot '])
      expect(await call(mainFrame, name, {}), JSON.stringify(name)).toMatchObject({
        ok: false,
        problem: { kind: 'badRequest' },
      })
    expect(await call(mainFrame, 'app.snapshot', { more: 1 })).toMatchObject({
      ok: false,
      problem: { kind: 'badRequest' },
    })
  })

  test('tells the window what has changed', async () => {
    const { mainFrame, sent } = window().webContents
    await call(mainFrame, 'settings.change', { settings: { theme: 'dark' } })
    expect(sent).toContainEqual(['change', expect.objectContaining({ kind: 'settings.changed' })])
  })
})

test('every permission but copying is refused, by both handlers', () => {
  const { permissionRequest, permissionCheck, device } = fake.session as Record<string, (...args: unknown[]) => unknown>
  for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'hid']) {
    permissionRequest?.({}, permission, (granted: boolean) => expect(granted, permission).toBe(false))
    expect(permissionCheck?.({}, permission), permission).toBe(false)
  }
  expect(device?.({})).toBe(false)
  expect(permissionCheck?.({}, 'clipboard-sanitized-write')).toBe(true)
})

test('the window speaks to nobody but the app', () => {
  const ask = fake.session.beforeRequest as unknown as (details: object, answer: (verdict: object) => void) => void
  const verdict = (url: string) => {
    let cancelled: unknown
    ask({ url }, (answer) => (cancelled = answer))
    return cancelled
  }
  for (const url of [
    'https://evil.example/beacon.gif',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/',
    'ws://x/',
  ])
    expect(verdict(url), url).toEqual({ cancel: true })
  for (const url of ['app://bundle/assets/x.js', 'data:image/png;base64,AA'])
    expect(verdict(url), url).toEqual({ cancel: false })
})

test('links open outside, and only links of the web', () => {
  const { webContents } = window()
  const go = (event: string, url: string) => {
    let prevented = false
    webContents.emit(event, { url, preventDefault: () => (prevented = true) })
    return prevented
  }
  expect(go('will-navigate', 'https://paper.example/')).toBe(true)
  expect(go('will-navigate', 'file:///etc/passwd')).toBe(true)
  expect(go('will-navigate', 'app://bundle/')).toBe(false)
  expect(go('will-redirect', 'app://bundle/')).toBe(true)
  expect(go('will-attach-webview', '')).toBe(true)
  for (const url of [
    'https://one.example/',
    'mailto:x@one.example',
    'javascript:alert(1)',
    'smb://host/',
    'ms-msdt:/id',
    'not an address',
  ])
    expect((webContents.windowOpenHandler as unknown as (details: object) => unknown)({ url })).toEqual({
      action: 'deny',
    })
  expect(fake.opened).toEqual(['https://paper.example/', 'https://one.example/', 'mailto:x@one.example'])
})

test('a second start focuses the first', () => {
  emitter.emit('second-instance', {}, ['electron', '.'])
  expect(fake.windows.length).toBe(1)
  expect(window().focused).toBe(1)
})

test('quitting waits until the library is closed', async () => {
  let prevented = 0
  const event = { preventDefault: () => prevented++ }
  emitter.emit('will-quit', event)
  emitter.emit('will-quit', event)
  expect(prevented).toBe(1)
  await vi.waitFor(() => expect(fake.order).toContain('quit'))
  expect(fake.handlers.has('run')).toBe(false)
})

test('a second start of another process does nothing but quit', () => {
  fake.locked = false
  fake.order.length = 0
  boot({ pages: '', preload: '', worker: new URL('file:///'), assets: '' })
  expect(fake.order).toEqual(['schemes', 'enableSandbox', 'lock', 'quit'])
})

test('each library has a window of its own, and one window; the usual one keeps the usual place', () => {
  const [first] = fake.userData
  expect(first).toBe(windowFolder(join(folder, 'library')))
  fake.userData.length = 0
  const start = (library: string | null) => {
    fake.order.length = 0
    process.argv = ['electron', '.', ...(library === null ? [] : ['--library', library])]
    boot({ pages: '', preload: '', worker: new URL('file:///'), assets: '' })
  }
  start(join(folder, 'other'))
  start(join(folder, 'state', '..', 'library'))
  start(null)
  expect(fake.userData).toEqual([windowFolder(join(folder, 'other')), first])
  expect(fake.userData[0]).not.toBe(first)
})

test('proxies are read as Chromium writes them', () => {
  expect(firstProxy('DIRECT')).toBeNull()
  expect(firstProxy('PROXY one.example:8080; DIRECT')).toBe('http://one.example:8080')
  expect(firstProxy('HTTPS two.example:443')).toBe('https://two.example:443')
  expect(firstProxy('SOCKS5 three.example:1080')).toBeNull()
  expect(firstProxy('')).toBeNull()
})
