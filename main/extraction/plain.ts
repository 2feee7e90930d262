// Plain text out of what pages put into attributes and JSON: entities, tags and spaces.
import { decodeHTML } from 'entities'

export function plain(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  let text = value.slice(0, 100_000)
  if (text.includes('&')) text = decodeHTML(text)
  // Escaped twice is common in JSON-LD.
  if (/&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text)) text = decodeHTML(text)
  if (/<\/?[a-z][^<>]{0,200}>/i.test(text)) text = text.replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
  text = text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()
  return text || null
}

/** For comparing: letters and digits only. */
export const folded = (text: string): string =>
  /[^\s -~]/.test(text)
    ? text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    : text
        .toLowerCase()
        .replace(/[^a-z\d]+/g, ' ')
        .trim()

/** Texts, or the names of things. */
export function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap((each) => plain(nameIn(each)) ?? [])
}

const nameIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : value
