// MD5, which the Fever interface asks for in the place of a password and which the platform does not offer.
// https://www.rfc-editor.org/rfc/rfc1321

const BLOCK = 64
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]
const SINES = Uint32Array.from({ length: BLOCK }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32))

/** 32 lower-case hexadecimal digits. */
export function md5(text: string): string {
  const words = padded(new TextEncoder().encode(text))
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < words.length; block += BLOCK / 4) mix(state, words.subarray(block, block + BLOCK / 4))
  return [...new Uint8Array(state.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A one, zeros, and the length in bits, so that whole blocks come out. */
function padded(text: Uint8Array): Uint32Array {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / BLOCK) * BLOCK)
  bytes.set(text)
  bytes[text.length] = 0x80
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(text.length) * 8n, true)
  const view = new DataView(bytes.buffer)
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true))
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < BLOCK; step++) {
    const round = step >> 4
    const [chosen, word] = pick(round, step, b, c, d)
    const sum = a + chosen + (SINES[step] ?? 0) + (words[word] ?? 0)
    const turned = turn(sum, SHIFTS[round]?.[step & 3] ?? 0)
    ;[a, b, c, d] = [d, (b + turned) >>> 0, b, c]
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index] ?? 0) + value
}

function pick(round: number, step: number, b: number, c: number, d: number): [chosen: number, word: number] {
  if (round === 0) return [((b & c) | (~b & d)) >>> 0, step]
  if (round === 1) return [((d & b) | (~d & c)) >>> 0, (5 * step + 1) & 15]
  if (round === 2) return [(b ^ c ^ d) >>> 0, (3 * step + 5) & 15]
  return [(c ^ (b | ~d)) >>> 0, (7 * step) & 15]
}

const turn = (value: number, by: number): number => ((value << by) | ((value >>> 0) >>> (32 - by))) >>> 0
