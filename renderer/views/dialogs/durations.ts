// Lengths of time in words: "4 minutes", "2 Stunden", "un jour".
import { language } from '../../words/words.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** In the largest unit of which there are at least one and a half, rounded. */
export function durationWords(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each * 1.5) ?? UNITS[3]
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  }).format(Math.max(1, Math.round(ms / size)))
}
