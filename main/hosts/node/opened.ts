// What the system hands over to be opened, an address or a file, as an address that the window understands.
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** An OPML file goes to the window as a data: address, which is the file itself. Larger ones are imported from the window. */
const LARGEST_FILE = 8 * 1024 * 1024

/** null: neither an address that can be followed nor a file that can be read. */
export async function openedAddress(thing: string): Promise<string | null> {
  // A file may have been read already by the process that was asked first.
  if (/^(feeds?|https?):|^data:text\/x-opml;base64,/i.test(thing)) return thing
  const path = /^file:/i.test(thing) ? fileURLToPath(thing) : thing
  if (!/\.(opml|xml)$/i.test(path)) return null
  try {
    const file = await open(path)
    try {
      if ((await file.stat()).size > LARGEST_FILE) return null
      return `data:text/x-opml;base64,${(await file.readFile()).toString('base64')}`
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
