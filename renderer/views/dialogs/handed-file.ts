// A file on its way from where it was dropped or chosen to the dialog that reads it.

let waiting: File | null = null
let listener: (() => void) | null = null

export function handOver(file: File): void {
  waiting = file
  listener?.()
}

/** The file, once. */
export function takeHanded(): File | null {
  const file = waiting
  waiting = null
  return file
}

/** Called when a file comes while the dialog is open; null ends it. */
export function onHanded(hear: (() => void) | null): void {
  listener = hear
}

/** An OPML file that the system handed over comes as a data: address; null: it is an address to follow. */
export function fileOf(address: string): File | null {
  const found = /^data:text\/x-opml;base64,([a-z0-9+/=]*)$/i.exec(address)
  if (!found) return null
  const bytes = Uint8Array.from(atob(found[1] ?? ''), (letter) => letter.charCodeAt(0))
  return new File([bytes], 'feeds.opml', { type: 'text/x-opml' })
}
