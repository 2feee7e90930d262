// The built window's files, and no other file of this disk.
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { CSP, everyReply, plain, type Reply } from './reply.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** `path` as it stands in the address, percent-encoded. */
export async function pageReply(folder: string, path: string): Promise<Reply> {
  const file = fileFor(folder, path)
  const type = file && types[extname(file)]
  if (!type) return plain(404, 'There is no such page.')
  let body: Uint8Array
  try {
    body = await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return plain(404, 'There is no such page.')
    throw error
  }
  // Names under assets/ carry a hash of what is in them.
  const cache = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
  return {
    status: 200,
    headers: { ...everyReply, 'content-type': type, 'cache-control': cache, 'content-security-policy': CSP },
    body,
  }
}

/** null: outside the folder, or not a path at all. */
export function fileFor(folder: string, path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  if (!decoded.startsWith('/') || /[\\\0:]/.test(decoded)) return null
  const file = join(folder, decoded === '/' ? 'index.html' : decoded)
  const inside = relative(folder, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file
}
