// Every word the window says comes from here, in the reader's language; so do its dates and numbers.
import { accounts as accountsDe } from './de/accounts.ts'
import { article as articleDe } from './de/article.ts'
import { dialogs as dialogsDe } from './de/dialogs.ts'
import { problems as problemsDe } from './de/problems.ts'
import { shell as shellDe } from './de/shell.ts'
import { accounts } from './en/accounts.ts'
import { article } from './en/article.ts'
import { dialogs } from './en/dialogs.ts'
import { problems } from './en/problems.ts'
import { shell } from './en/shell.ts'
import { accounts as accountsFr } from './fr/accounts.ts'
import { article as articleFr } from './fr/article.ts'
import { dialogs as dialogsFr } from './fr/dialogs.ts'
import { problems as problemsFr } from './fr/problems.ts'
import { shell as shellFr } from './fr/shell.ts'
import { fill, type Args, type Plural } from './message.ts'

const en = { shell, article, dialogs, problems, accounts }
type Tables = typeof en
type Section = keyof Tables
type KeysOf<S extends Section> = Extract<keyof Tables[S], string>

/** `section.key`. */
export type WordKey = { [S in Section]: `${S}.${KeysOf<S>}` }[Section]
type MessageOf<K extends WordKey> = K extends `${infer S extends Section}.${infer M}`
  ? M extends keyof Tables[S]
    ? Tables[S][M]
    : never
  : never
/** Keys of messages that need no arguments: names of actions, headings. */
export type PlainKey = { [K in WordKey]: keyof Args<MessageOf<K>> extends never ? K : never }[WordKey]

type Tongue = Record<Section, Record<string, string | Plural>>

/** Signs with a space before them, and quotes with one inside, stay with their words at the end of a line: what is
 * typed as a plain space is set as a narrow one that does not break. */
const set = (text: string): string => text.replace(/ (?=[;:!?»…])/g, '\u202f').replace(/« /g, '«\u202f')

const typeset = (tables: Tongue): Tongue => {
  const section = (messages: Record<string, string | Plural>): Record<string, string | Plural> =>
    Object.fromEntries(
      Object.entries(messages).map(([key, message]) => [
        key,
        typeof message === 'string' ? set(message) : { one: set(message.one), other: set(message.other) },
      ]),
    )
  return {
    shell: section(tables.shell),
    article: section(tables.article),
    dialogs: section(tables.dialogs),
    problems: section(tables.problems),
    accounts: section(tables.accounts),
  }
}

const languages: Record<string, Tongue> = {
  en,
  de: typeset({ shell: shellDe, article: articleDe, dialogs: dialogsDe, problems: problemsDe, accounts: accountsDe }),
  fr: typeset({ shell: shellFr, article: articleFr, dialogs: dialogsFr, problems: problemsFr, accounts: accountsFr }),
}

/** What can be chosen, each in its own language. */
export const languageNames: readonly { tag: string; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
  { tag: 'fr', name: 'Français' },
]

let tag = 'en'
let tables: (typeof languages)[string] = en
let rules = new Intl.PluralRules(tag)
let number = new Intl.NumberFormat(tag)
let formats = new Map<string, Intl.DateTimeFormat>()
let relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })

/** BCP 47 of the interface, region kept: dates in `en-GB` are not those of `en-US`. */
export const language = (): string => tag
export const direction = (): 'ltr' | 'rtl' => (/^(ar|he|fa|ur|yi)\b/.test(tag) ? 'rtl' : 'ltr')

/** What Intl takes without throwing; systems also say "C" and "de_CH.UTF-8". */
const WELL_FORMED = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i

/** Takes the first of these that has a table; 'system' stands for `system`. True: from now on words are others. */
export function useLanguage(wanted: string, system: readonly string[]): boolean {
  const candidates = wanted === 'system' ? system : [...system.filter((each) => base(each) === base(wanted)), wanted]
  const next = candidates.find((each) => WELL_FORMED.test(each) && base(each) in languages) ?? 'en'
  if (next === tag) return false
  tag = next
  tables = languages[base(next)] ?? en
  rules = new Intl.PluralRules(tag)
  number = new Intl.NumberFormat(tag)
  relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  formats = new Map()
  return true
}

const base = (each: string): string => each.toLowerCase().split('-')[0] ?? ''

/** The words for `section.key`; arguments are those its English text names in braces. */
export function t<K extends WordKey>(
  key: K,
  ...args: keyof Args<MessageOf<K>> extends never ? [] : [Args<MessageOf<K>>]
): string {
  const dot = key.indexOf('.')
  const section = tables[key.slice(0, dot) as Section]
  return fill(section[key.slice(dot + 1)] ?? key, args[0] ?? {}, rules, number)
}

export const formatNumber = (n: number): string => number.format(n)

export function formatDate(at: number, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, options)
  formats.set(key, format)
  return format.format(at)
}

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "10 minutes ago", "in 2 hours", "now". */
export function formatRelative(at: number, now: number): string {
  const ms = at - now
  for (const [unit, size] of UNITS) if (Math.abs(ms) >= size) return relative.format(Math.trunc(ms / size), unit)
  return relative.format(0, 'second')
}

/** "12.4 MB" with the unit in the reader's language. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  // Nobody counts in bytes.
  let [value, step] = bytes > 0 && bytes < 1000 ? [Math.max(0.1, bytes / 1000), 1] : [bytes, 0]
  while (value >= 1000 && step < units.length - 1) [value, step] = [value / 1000, step + 1]
  const digits = (step > 1 && value < 100) || value < 1 ? 1 : 0
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
