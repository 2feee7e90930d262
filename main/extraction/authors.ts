// Names of people and papers from the many ways of crediting them.
import { isThing, type LinkedData } from './json-ld.ts'
import { plain } from './plain.ts'

const by =
  /^(?:(?:written|reported|reporting|story|words|text|texte|artikel|article|posted|published|reviewed)\s+)?(?:by|von|par|por|door|di|da|av|af|od|przez|от|автор|escrito por|geschrieben von|propos recueillis par|redazione di|текст|文|作者|記者|记者|著者|執筆)\s*[:：]?\s+/iu
const labelled = /^(?:guest )?(?:author|writer|gastautor(?:in)?|autor(?:in)?|auteur|autrice|autore|автор)\s*:\s*/iu
/** What follows a name of two or three words and is none: a task, a post, a place, a customer. */
const afterName =
  /^(\S+(?: \S+){1,2}) (?:\((?:[Tt]exte?|[Ff]oto\w*|[Pp]hoto\w*|[Vv]id[eé]o|[Bb]ilder|[Ww]ords)\)|(?:staff|senior|special|political) (?:writer|reporter|correspondent)|staff writer|(?:for|für|pour) (?:the )?\p{Lu}[^,;&|]{1,40}|(?:in|aus) \p{Lu}[\p{L}-]+)$/u
const cjkBy = /^(?:作者|記者|记者|文\/|文：|編集|责任编辑|取材・文)\s*[:：／/]?\s*/u
const separator =
  /\s*(?:[,;|•·、，]|\s(?:and|und|et|och|og|en|&|with|mit|avec|con)\s|(?<=\S\s\S+)\s(?:y|e|i|и|і)\s(?=\S+\s\S)|\s[/&+]\s|\n)\s*/iu
const notNames =
  /^(?:admin|administrator|editor|editors|staff|staff writer|redaktion|redaction|la rédaction|rédaction|redazione|redacción|редакция|agencies|agenturen|agences|agencias|agenzie|webmaster|author|guest|unknown|null|undefined|none|n\/a|news desk|by|von|updated?|published|contributor|follow|share|save|listen|print|copy link|comments?|view profile|more|autor(?:in)?|auteur|correspondent|reporter)$/iu

/** What somebody does there. */
const role =
  /(?:^|\s)(?:(?:\w+ )?reporter|correspondent|editor(?:-in-chief)?|redakt(?:eur|eurin|or|orin)|journalist(?:e|in|a)?|korrespondent(?:in)?|redactor[a]?|columnist|producer|staff|freelancer?|photographer|fotograf(?:in)?|корреспондент)$/iu

/** Of a JSON-LD author: strings, people, lists, references. */
export function authorsOf(value: unknown, data: LinkedData): string[] {
  const names: string[] = []
  const add = (each: unknown, depth: number) => {
    if (depth > 3 || names.length > 30) return
    const known = data.follow(each)
    if (Array.isArray(known)) for (const one of known) add(one, depth + 1)
    else if (typeof known === 'string') names.push(...split(known))
    else if (isThing(known)) {
      const name = known['name'] ?? known['alternateName'] ?? joinedName(known)
      if (Array.isArray(name)) for (const one of name) add(one, depth + 1)
      else if (typeof name === 'string') names.push(...split(name))
    }
  }
  add(value, 0)
  return unique(names)
}

const joinedName = (person: Record<string, unknown>) =>
  typeof person['familyName'] === 'string' ? `${plain(person['givenName']) ?? ''} ${person['familyName']}`.trim() : null

/** "By Anna Keller and Bo Li, Reuters" → three names. */
export function split(text: string): string[] {
  const whole = tidy(text)
  if (!whole) return []
  if (/^https?:\/\//i.test(whole)) return []
  if (whole.length > 300) return []
  // "Keller, Anna" is one name; "Anna Keller, Bo Li" are two.
  const turned = /^(\p{Lu}[\p{L}'’-]+),\s(\p{Lu}[\p{L}'’-]+)$/u.exec(whole)
  if (turned && tidy(turned[1] ?? '') && tidy(turned[2] ?? '')) return [`${turned[2]} ${turned[1]}`]
  return people(whole.split(separator).flatMap((part) => tidy(part) ?? []))
}

/** The names in lines of which some say what their owners do. */
export const peopleIn = (lines: readonly string[]): string[] => people(lines.flatMap(split))

function people(names: string[]): string[] {
  const found = names.filter((name) => !role.test(name))
  return found.length ? found : names
}

function tidy(text: string): string | null {
  const name = plain(text)
    ?.replace(by, '')
    .replace(labelled, '')
    .replace(cjkBy, '')
    .replace(/\s*(?:기자|記者|记者)$/u, '')
    .replace(/^@/, '')
    .replace(/\s*[(<][^()<>]{0,80}@[^()<>]{0,80}[)>]\s*$/, '')
    .replace(/[\s,;:|–—-]+$/, '')
    .trim()
    .replace(/(?<=\s)(?:Staff|STAFF) (?:Writer|WRITER|Reporter|REPORTER)$/, 'staff writer')
    .replace(afterName, '$1')
  if (!name || name.length > 100 || /^[^\p{L}]+$/u.test(name) || /https?:|www\.|@\w+\./i.test(name)) return null
  return notNames.test(name) ? null : name
}

export function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    if (key && !seen.has(key)) seen.set(key, name)
  }
  return [...seen.values()].slice(0, 20)
}

/** Looks like a name rather than a sentence. */
export const isName = (text: string): boolean => {
  const words = text.split(/\s+/)
  return text.length <= 60 && words.length <= 6 && !/[.!?:]\s|[0-9]{2,}/.test(text) && /\p{L}/u.test(text)
}
