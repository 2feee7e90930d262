// Whether an article is free to read, and which parts of its page are not.
import { isThing, type LinkedData, type Thing } from './json-ld.ts'
import type { First } from './metadata.ts'
import { listOf } from './plain.ts'

export function freeIn(ld: Thing, first: First): boolean | null {
  const value = ld['isAccessibleForFree'] ?? ld['isAccesibleForFree']
  const told = truth(Array.isArray(value) ? value[0] : value)
  if (told !== null) return told
  const parts = ld['hasPart']
  for (const part of Array.isArray(parts) ? parts.slice(0, 20) : [parts])
    if (isThing(part) && truth(part['isAccessibleForFree']) === false) return false
  const tier = first('article:content_tier')
  return tier ? (/^free$/i.test(tier) ? true : /locked|metered/i.test(tier) ? false : null) : null
}

const truth = (value: unknown): boolean | null => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  const word = value.replace(/^.*\//, '').trim().toLowerCase()
  return word === 'true' || word === 'yes' || word === '1'
    ? true
    : word === 'false' || word === 'no' || word === '0'
      ? false
      : null
}

export function selectorsIn(ld: Thing, data: LinkedData): string[] {
  const parts = ld['hasPart']
  const found = (Array.isArray(parts) ? parts.slice(0, 20) : [parts]).flatMap((each) => {
    const part = data.follow(each)
    return isThing(part) && truth(part['isAccessibleForFree']) === false ? listOf(part['cssSelector']) : []
  })
  return [...new Set(found)].filter((selector) => selector.length < 300)
}
