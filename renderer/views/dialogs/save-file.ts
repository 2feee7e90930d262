// Hands a text to the reader as a file: the browser, or Electron, asks where to.
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then, and holds the blob itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
