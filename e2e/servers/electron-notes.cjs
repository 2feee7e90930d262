// An Electron that only takes notes: enough for the compiled main file to boot under plain Node and quit again.
const { EventEmitter } = require('node:events')
const Module = require('node:module')

const note = (line) => console.log(`· ${line}`)
const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  enableSandbox: () => note('enableSandbox'),
  requestSingleInstanceLock: () => (note('requestSingleInstanceLock'), true),
  setAsDefaultProtocolClient: () => true,
  getPreferredSystemLanguages: () => ['en-GB'],
  getPath: () => process.env.BROADSHEET_NOTES,
  setPath: (name) => note(`setPath ${name}`),
  whenReady: async () => note('ready'),
  quit() {
    note('quit')
    let stopped = false
    app.emit('will-quit', { preventDefault: () => (stopped = true) })
    if (!stopped) process.exit(0)
  },
  exit: (code) => process.exit(code),
})

class BrowserWindow extends EventEmitter {
  static all = []
  static getAllWindows = () => BrowserWindow.all
  constructor() {
    super()
    BrowserWindow.all.push(this)
  }
  async loadURL(url) {
    note(`load ${url}`)
    setTimeout(() => app.quit(), 200)
  }
}

const session = {
  setPermissionRequestHandler: () => note('setPermissionRequestHandler'),
  setPermissionCheckHandler: () => note('setPermissionCheckHandler'),
  setDevicePermissionHandler() {},
  setSpellCheckerEnabled() {},
  webRequest: { onBeforeRequest() {} },
  resolveProxy: async () => 'DIRECT',
}

const electron = {
  app,
  BrowserWindow,
  session: { defaultSession: session },
  protocol: {
    registerSchemesAsPrivileged: () => note('registerSchemesAsPrivileged'),
    handle: (scheme) => note(`handle ${scheme}`),
  },
  ipcMain: { handle: (name) => note(`channel ${name}`), removeHandler() {} },
  Menu: { buildFromTemplate: (template) => template, setApplicationMenu() {} },
  dialog: { showErrorBox: (title, text) => note(`error ${title}: ${text}`) },
  safeStorage: { isAsyncEncryptionAvailable: async () => false, getSelectedStorageBackend: () => 'basic_text' },
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getAllDisplays: () => [] },
  powerMonitor: new EventEmitter(),
  net: { isOnline: () => true },
  shell: { openExternal: async () => undefined },
}

const load = Module._load
Module._load = (request, ...rest) => (request === 'electron' ? electron : load(request, ...rest))
