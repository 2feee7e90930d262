// Draws real pictures and records real sound in code, so that tests carry no files.
import { crc32, deflateSync } from 'node:zlib'

type Colour = [red: number, green: number, blue: number]

/** A colour for every number, none of them grey. */
export function colourOf(seed: number): Colour {
  const hue = (seed * 137.508) % 360
  const part = (shift: number) => Math.round(140 + 100 * Math.cos(((hue + shift) * Math.PI) / 180))
  return [part(0), part(120), part(240)]
}

/** What is seen at a place between 0 and 1: sky, hills, a sun. */
function scene(x: number, y: number, seed: number): Colour {
  const [r, g, b] = colourOf(seed)
  const hill = 0.62 + 0.12 * Math.sin(x * 6 + seed) + 0.05 * Math.sin(x * 17 + seed * 3)
  const sun = (x - 0.7) ** 2 + ((y - 0.3) * 0.6) ** 2 < 0.006
  if (sun) return [250, 236, 190]
  if (y > hill) return [r >> 1, g >> 1, b >> 1]
  const light = 0.75 + 0.25 * (1 - y)
  return [r * light, g * light, b * light].map((part) => Math.min(255, Math.round(part))) as Colour
}

export function png(width: number, height: number, seed: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0, at = 0; y < height; y++) {
    rows[at++] = 0
    for (let x = 0; x < width; x++) for (const part of scene(x / width, y / height, seed)) rows[at++] = part
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const chunk = (name: string, data: Buffer) => {
    const out = Buffer.alloc(12 + data.length)
    out.writeUInt32BE(data.length, 0)
    out.write(name, 4, 'latin1')
    data.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
    return out
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A baseline JPEG whose blocks have one colour each: only their mean is coded, so the tables stay small. */
export function jpeg(width: number, height: number, seed: number): Buffer {
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  const before = [0, 0, 0]
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      const [r, g, b] = scene((left + 4) / width, (top + 4) / height, seed)
      const parts = [
        0.299 * r + 0.587 * g + 0.114 * b,
        128 - 0.1687 * r - 0.3313 * g + 0.5 * b,
        128 + 0.5 * r - 0.4187 * g - 0.0813 * b,
      ]
      parts.forEach((part, component) => {
        // The mean of a block is eight times its value; the quantiser below is eight.
        const mean = Math.round(part - 128)
        const step = mean - (before[component] ?? 0)
        before[component] = mean
        const size = step === 0 ? 0 : 32 - Math.clz32(Math.abs(step))
        put(size, 4)
        if (size) put(step < 0 ? step + (1 << size) - 1 : step, size)
        put(0, 1)
      })
    }
  while (bits.length % 8) bits.push(1)
  const scan: number[] = []
  for (let at = 0; at < bits.length; at += 8) {
    const byte = bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0)
    scan.push(byte)
    if (byte === 255) scan.push(0)
  }
  const segment = (marker: number, data: number[]) => [
    255,
    marker,
    (data.length + 2) >> 8,
    (data.length + 2) & 255,
    ...data,
  ]
  const sizes = [height >> 8, height & 255, width >> 8, width & 255]
  return Buffer.from([
    255,
    0xd8,
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    ...segment(0xc0, [8, ...sizes, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]),
    // Twelve sizes of four bits each; of the rest of a block only its end.
    ...segment(0xc4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ...segment(0xc4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    ...scan,
    255,
    0xd9,
  ])
}

/** A lossless WebP of one colour: every pixel is the only symbol of its code and takes no bits. */
export function webp(width: number, height: number, seed: number): Buffer {
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let bit = 0; bit < length; bit++) bits.push((value >> bit) & 1)
  }
  const [r, g, b] = colourOf(seed)
  put(width - 1, 14)
  put(height - 1, 14)
  put(0, 1 + 3) // no alpha, version 0
  put(0, 1 + 1 + 1) // no transform, no colour cache, one set of codes
  for (const symbol of [g, r, b, 255]) {
    put(1, 1) // a simple code
    put(0, 1) // of one symbol
    put(1, 1) // of eight bits
    put(symbol, 8)
  }
  put(1, 1)
  put(0, 1)
  put(0, 1) // distance: one symbol of one bit
  put(0, 1)
  const data = [0x2f]
  for (let at = 0; at < bits.length; at += 8)
    data.push(bits.slice(at, at + 8).reduce((sum, bit, place) => sum | (bit << place), 0))
  if (data.length % 2) data.push(0)
  const out = Buffer.alloc(20 + data.length)
  out.write('RIFF', 0, 'latin1')
  out.writeUInt32LE(12 + data.length, 4)
  out.write('WEBPVP8L', 8, 'latin1')
  out.writeUInt32LE(data.length, 16)
  out.set(data, 20)
  return out
}

export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** A falling tone, 8,000 samples a second. */
export function wav(seconds: number): Buffer {
  const samples = Math.round(seconds * 8000)
  const out = Buffer.alloc(44 + samples)
  out.write('RIFF', 0, 'latin1')
  out.writeUInt32LE(36 + samples, 4)
  out.write('WAVEfmt ', 8, 'latin1')
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(8000, 24)
  out.writeUInt32LE(8000, 28)
  out.writeUInt16LE(1, 32)
  out.writeUInt16LE(8, 34)
  out.write('data', 36, 'latin1')
  out.writeUInt32LE(samples, 40)
  for (let at = 0; at < samples; at++)
    out[44 + at] = 128 + 60 * Math.sin((at / 8000) * 2 * Math.PI * (440 - (200 * at) / samples))
  return out
}

/** Silence: MPEG-1 layer III frames of 128 kbit/s at 44.1 kHz whose side information is all zeros. */
export function mp3(seconds: number): Buffer {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array.from({ length: Math.ceil((seconds * 44_100) / 1152) }, () => frame))
}
