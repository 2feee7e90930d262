// app://bundle: the window's own origin, with its files and the library's pictures, and no way to other files.
import { protocol } from 'electron'
import type { App } from '../../app.ts'
import { mediaReply } from '../node/media-reply.ts'
import { pageReply } from '../node/pages.ts'
import { plain, type Reply } from '../node/reply.ts'

const SCHEME = 'app'
const HOST = 'bundle'
export const ORIGIN = `${SCHEME}://${HOST}`

/** Once, and before Electron is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
}

export function serveScheme(pages: string, media: App['media']): void {
  protocol.handle(SCHEME, async (request) => toResponse(await answer(request, pages, media)))
}

async function answer(request: Request, pages: string, media: App['media']): Promise<Reply> {
  if (!isOurs(request.url)) return plain(403, 'This address is not Broadsheet’s.')
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'This cannot be done here.')
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/media/')) return pageReply(pages, pathname)
  return mediaReply(media, pathname.slice('/media/'.length), request.headers.get('range'))
}

/** Node says the origin of such an address is "null", so its parts are compared. */
export function isOurs(url: string): boolean {
  const { protocol: scheme, host } = URL.parse(url) ?? {}
  return scheme === `${SCHEME}:` && host === HOST
}

function toResponse({ status, headers, body }: Reply): Response {
  if (body === null || body instanceof Uint8Array)
    return new Response(body === null ? null : new Uint8Array(body), { status, headers })
  const pieces = body[Symbol.asyncIterator]()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next()
      if (piece.done) controller.close()
      else controller.enqueue(piece.value)
    },
    async cancel() {
      await pieces.return?.()
    },
  })
  return new Response(stream, { status, headers })
}
