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
