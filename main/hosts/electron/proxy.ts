// The system's proxy settings, automatic configuration included, as Chromium understands them.
import { session } from 'electron'

/** null: no proxy, or one of a kind (SOCKS) that the wire does not speak. */
export async function systemProxy(url: URL): Promise<string | null> {
  return firstProxy(await session.defaultSession.resolveProxy(url.href))
}

/** 'PROXY one:8080; HTTPS two:443; DIRECT' → 'http://one:8080'. */
export function firstProxy(answer: string): string | null {
  const [kind, place] = (answer.split(';')[0] ?? '').trim().split(/\s+/)
  if (!place) return null
  if (kind === 'PROXY' || kind === 'HTTP') return `http://${place}`
  return kind === 'HTTPS' ? `https://${place}` : null
}
