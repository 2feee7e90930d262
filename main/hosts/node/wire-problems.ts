// Turns what the network throws into problems, once.
import type { Problem } from '../../contract/problems.ts'
import type { WireRequest } from '../../base/host.ts'
import { TooLarge } from './decoding.ts'

export class WireError extends Error {
  readonly code: 'PRIVATE' | 'CANCELLED' | 'DEADLINE' | 'TOO_LARGE'
  constructor(code: WireError['code']) {
    super(code)
    this.code = code
  }
}

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
])
const NO_NETWORK = new Set(['ENETUNREACH', 'ENETDOWN', 'EAI_AGAIN', 'EADDRNOTAVAIL'])
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_PURPOSE|PATH_LENGTH)/

/** Every address of a host is tried; the network is missing only when none could be reached for that reason. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length) {
    const codes = error.errors.map(codeOf)
    return codes.find((code) => !NO_NETWORK.has(code)) ?? codes[0] ?? 'UNKNOWN'
  }
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  // undici wraps what went wrong on the way to a proxy.
  const name = typeof code === 'string' ? code : 'UNKNOWN'
  return cause && (name === 'UNKNOWN' || name.startsWith('UND_ERR_PRX')) ? codeOf(cause) : name
}

export function problemOf(error: unknown, host: string, request: WireRequest): Problem {
  if (error instanceof TooLarge) return { kind: 'tooLarge', limit: request.limit }
  const code = codeOf(error)
  if (code === 'TOO_LARGE') return { kind: 'tooLarge', limit: request.limit }
  if (code === 'CANCELLED') return { kind: 'cancelled' }
  if (code === 'PRIVATE') return { kind: 'privateAddress', host }
  if (code === 'DEADLINE') return { kind: 'timedOut', host, ms: request.deadline }
  if (TIMEOUTS.has(code)) return { kind: 'timedOut', host, ms: request.patience }
  if (code === 'ENOTFOUND' || code === 'ENODATA') return { kind: 'hostNotFound', host }
  if (NO_NETWORK.has(code)) return { kind: 'offline' }
  if (CERTIFICATE.test(code)) return { kind: 'certificateRefused', host, code }
  // A mistake of ours must not look like the network's.
  if (code === 'UNKNOWN' && (error instanceof TypeError || error instanceof ReferenceError)) throw error
  return { kind: 'connectionFailed', host, code }
}
