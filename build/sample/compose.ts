// Composes the sample newspaper's sound, an overture for bells: `node build/sample/compose.ts > overture.wav` (then mp3 by ffmpeg).
const RATE = 44_100
const BEAT = 0.5
const samples = new Float32Array(RATE * 44)

/** A struck bell: partials that fade at their own pace. */
function bell(at: number, midi: number, loud: number): void {
  const pitch = 440 * 2 ** ((midi - 69) / 12)
  const partials: [ratio: number, loud: number, seconds: number][] = [
    [0.5, 0.3, 3.2],
    [1, 1, 2.4],
    [1.19, 0.35, 1.6],
    [1.5, 0.22, 1.2],
    [2, 0.5, 1.1],
    [2.74, 0.16, 0.7],
    [4.07, 0.08, 0.35],
  ]
  const start = Math.floor(at * RATE)
  for (const [ratio, share, seconds] of partials) {
    const step = (2 * Math.PI * pitch * ratio) / RATE
    const length = Math.min(samples.length - start, Math.floor(seconds * 3 * RATE))
    for (let i = 0; i < length; i++) {
      const attack = Math.min(1, i / 90)
      samples[start + i] =
        (samples[start + i] ?? 0) + Math.sin(step * i) * share * loud * attack * Math.exp(-i / (seconds * RATE * 0.6))
    }
  }
}

/** Notes as [MIDI number, beats]; the fourth of the call is a little too long. */
const call: [number, number][] = [
  [67, 1],
  [72, 1],
  [71, 1],
  [76, 1.6],
  [74, 1.4],
]
const answer: [number, number][] = [
  [72, 1],
  [69, 1],
  [71, 1],
  [67, 3],
]
const middle: [number, number][] = [
  [64, 1],
  [67, 1],
  [72, 1.5],
  [71, 0.5],
  [69, 1],
  [74, 1],
  [72, 1],
  [71, 1],
  [67, 2],
  [69, 1],
  [65, 1],
  [67, 4],
]
const bass: Record<number, number> = {
  0: 48,
  6: 53,
  12: 55,
  18: 48,
  24: 57,
  30: 53,
  36: 55,
  42: 48,
  48: 53,
  54: 55,
  60: 48,
}

let at = 0.3
for (const [midi, beats] of [
  ...call,
  ...answer,
  ...middle,
  ...call,
  ...answer.map(([m, b]): [number, number] => [m + 12, b]),
  ...call,
  [72, 4] as [number, number],
]) {
  bell(at, midi, 0.32)
  bell(at + 0.02, midi + 12, 0.06)
  at += beats * BEAT
}
for (const [beat, midi] of Object.entries(bass)) bell(0.3 + Number(beat) * BEAT, midi, 0.2)

// A hall: a few late and softer copies.
for (const [late, share] of [
  [0.061, 0.3],
  [0.113, 0.24],
  [0.191, 0.18],
  [0.283, 0.12],
] as const) {
  const shift = Math.floor(late * RATE)
  for (let i = samples.length - 1; i >= shift; i--) samples[i] = (samples[i] ?? 0) + (samples[i - shift] ?? 0) * share
}
let peak = 0
for (const value of samples) peak = Math.max(peak, Math.abs(value))
const count = Math.floor((at + 3) * RATE)
const wav = Buffer.alloc(44 + count * 2)
wav.write('RIFF', 0)
wav.writeUInt32LE(36 + count * 2, 4)
wav.write('WAVEfmt ', 8)
wav.writeUInt32LE(16, 16)
wav.writeUInt16LE(1, 20)
wav.writeUInt16LE(1, 22)
wav.writeUInt32LE(RATE, 24)
wav.writeUInt32LE(RATE * 2, 28)
wav.writeUInt16LE(2, 32)
wav.writeUInt16LE(16, 34)
wav.write('data', 36)
wav.writeUInt32LE(count * 2, 40)
for (let i = 0; i < count; i++) {
  const fade = Math.min(1, (count - i) / (RATE * 2))
  wav.writeInt16LE(Math.round(((samples[i] ?? 0) / peak) * 30_000 * fade), 44 + i * 2)
}
process.stdout.write(wav)
