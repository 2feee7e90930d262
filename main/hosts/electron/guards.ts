// What a page may never do here: ask for devices, go to other addresses, open windows, fetch from anybody.
import { shell, type Session, type WebContents } from 'electron'
import { isOurs } from './scheme.ts'

/** Copying a link is all the window needs. */
const granted = new Set(['clipboard-sanitized-write'])

/** Electron grants everything unless both handlers say no. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(granted.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => granted.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  // The app fetches through its own wire; the window has nobody to speak to but the app.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }))
}

const isAllowed = (url: string): boolean => isOurs(url) || /^(data|devtools|chrome-extension):/.test(url)

export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (isOurs(event.url)) return
    event.preventDefault()
    openOutside(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

/** Other schemes would start other programs. */
export function openOutside(url: string): void {
  const scheme = URL.parse(url)?.protocol ?? ''
  if (['http:', 'https:', 'mailto:'].includes(scheme)) void shell.openExternal(url)
}
