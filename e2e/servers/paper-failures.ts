// Every way in which a newspaper's server can fail.
import type { IncomingMessage, ServerResponse } from 'node:http'

/** How an address fails. `basic`: user reader, password secret. */
export type Failure =
  | '404'
  | '410'
  | '429'
  | '500'
  | '503'
  | 'timeout'
  | 'slow'
  | 'badXml'
  | 'html'
  | 'cut'
  | 'drop'
  | 'moved'
  | 'elsewhere'
  | 'loop'
  | 'basic'
  | 'huge'
  | 'empty'

/** True when it has answered. `sendAway` notes that the client is to wait, and says how many seconds. */
export function failWith(
  failure: Failure,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  sendAway: (request: IncomingMessage) => number,
): boolean {
  const page = (status: number, headers: Record<string, string> = {}) => {
    answer(
      response,
      status,
      { 'content-type': 'text/html', ...headers },
      `<!doctype html><html><body><h1>${status}</h1><p>Sorry.</p></body></html>`,
    )
    return true
  }
  switch (failure) {
    case '404':
    case '410':
    case '500':
      return page(Number(failure))
    case '429':
    case '503':
      return page(Number(failure), { 'retry-after': String(sendAway(request)) })
    case 'timeout':
      return true
    case 'drop':
      request.socket.destroy()
      return true
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': '100000' })
      response.write('<?xml version="1.0"?><rss version="2.0"><channel><title>Cut</title>')
      setTimeout(() => response.destroy(), 20)
      return true
    case 'badXml':
      answer(
        response,
        200,
        { 'content-type': 'application/rss+xml' },
        '\u0001\u0002 this was never <a feed & will not <become> one',
      )
      return true
    case 'html':
      return page(200)
    case 'empty':
      answer(response, 200, { 'content-type': 'application/rss+xml' })
      return true
    case 'moved':
    case 'elsewhere':
      // The same content under /new/….
      return page(failure === 'moved' ? 301 : 302, { location: `/new${path}` })
    case 'loop':
      return page(302, { location: path.endsWith('/again') ? path.slice(0, -6) : `${path}/again` })
    case 'basic': {
      const right = `Basic ${Buffer.from('reader:secret').toString('base64')}`
      return request.headers.authorization === right
        ? false
        : page(401, { 'www-authenticate': 'Basic realm="The Loopback Post"' })
    }
    case 'huge': {
      response.writeHead(200, { 'content-type': 'application/rss+xml' })
      response.write('<?xml version="1.0"?><rss version="2.0"><channel><title>')
      const chunk = Buffer.alloc(1_000_000, 97)
      let left = 64
      const more = () => {
        while (left-- > 0 && !response.destroyed) if (!response.write(chunk)) return
        response.end()
      }
      response.on('drain', more)
      more()
      return true
    }
    case 'slow':
      return false
  }
}

function answer(response: ServerResponse, status: number, headers: Record<string, string>, body = ''): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
  response.end(body)
}
