// Small values inside feed elements: addresses, numbers, durations, yes and no.
import { resolveAddress } from '../../base/address.ts'
import { decodeReferences } from './references.ts'
import { collapse } from './text.ts'
import type { Element } from './element.ts'

/** Absolute, or null. Addresses escaped once too often are mended. */
export function addressIn(text: string | undefined, base: string): string | null {
  if (text === undefined) return null
  const once = text.includes('&') && /&(?:amp|#38|#x26);/i.test(text) ? decodeReferences(text) : text
  return resolveAddress(once, base === '' ? null : base)
}

export const addressOf = (element: Element): string | null =>
  addressIn(element.text, element.base) ?? addressIn(element.children[0]?.attributes['href'], element.base)

export const attributeAddress = (element: Element, ...names: string[]): string | null => {
  for (const name of names) {
    const value = element.attributes[name]
    if (value !== undefined && value.trim() !== '') return addressIn(value, element.base)
  }
  return null
}

/** An id as it is, or the address it means when it is a path. */
export function idIn(text: string, base: string): string | null {
  const id = collapse(text)
  return (/^\.{0,2}\//.test(id) ? addressIn(id, base) : null) ?? (id === '' ? null : id)
}

/** A whole number of zero or more. */
export function countIn(text: string | undefined): number | null {
  const found =
    text === undefined
      ? null
      : /^\s*\+?(\d{1,15})(?:\.\d{0,10})?\s*(?:bytes|px)?\s*$/i.exec(text.replace(/(\d)[, ](?=\d{3}\b)/g, '$1'))
  return found ? Number(found[1]) : null
}

/** Seconds: 3723, 1:02:03, 62:03, 1h 2m 3s, PT1H2M3S. */
export function durationIn(written: string | undefined): number | null {
  const text = written?.trim().slice(0, 60)
  if (!text) return null
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Math.round(Number(text))
  const clock = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,]\d{1,9})?$/.exec(text)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const words =
    /^p?t?\s*(?:(\d{1,4})\s*h(?:ours?|rs?)?)?[\s,]*(?:(\d{1,5})\s*m(?:in(?:utes?|s)?)?)?[\s,.]*(?:(\d{1,6})(?:\.\d+)?\s*s(?:ec(?:onds?|s)?)?)?\.?$/i.exec(
      text,
    )
  if (words && (words[1] ?? words[2] ?? words[3]) !== undefined)
    return Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0)
  return null
}

export function truthIn(text: string | undefined): boolean | null {
  const word = text?.trim().toLowerCase()
  if (word === 'yes' || word === 'true' || word === '1' || word === 'explicit') return true
  if (word === 'no' || word === 'false' || word === '0' || word === 'clean') return false
  return null
}

/** BCP 47 with hyphens, as written otherwise. */
export function languageIn(text: string | null | undefined): string | null {
  const language = text?.trim().replaceAll('_', '-')
  return language && /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,6}$/.test(language) ? language : null
}

export const commaList = (text: string): string[] =>
  text
    .split(/[,;]/)
    .slice(0, 500)
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** Place of a link in the world of link relations: the registry's name, lower case. */
export function relationOf(element: Element): string {
  const rel = (element.attributes['rel'] ?? '').trim().toLowerCase()
  if (rel === '') return 'alternate'
  return rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/(?:link-relations\/|relation\/)/, '')
}
