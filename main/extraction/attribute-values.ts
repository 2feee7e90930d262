// What the value of an attribute may be, by its name.
import { withoutTracking } from '../base/address.ts'
import { mathElements } from '../contract/allowed-html.ts'
import { linkAddress, prefixedId } from './links.ts'

/** Attributes are few and each has its own plain form; what does not fit is left out. */
export function plainValue(element: string, name: string, value: string, base: string | null): string | null {
  switch (name) {
    case 'href':
      return linkAddress(value, base, withoutTracking)
    case 'id':
      return prefixedId(value)
    case 'name':
      return prefixedId(value)
    case 'dir':
      return /^(?:ltr|rtl|auto)$/i.test(value) ? value.toLowerCase() : null
    case 'lang':
      return /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,5}$/i.test(value) ? value : null
    case 'title':
      return value.trim().slice(0, 1000) || null
    case 'datetime':
      return /^[\w:.+ -]{1,40}$/.test(value) ? value : null
    case 'class':
      return value === 'video' || value === 'audio' ? value : null
    case 'open':
    case 'reversed':
      return ''
    case 'type':
      return /^[1aAiI]$/.test(value) ? value : null
    case 'scope':
      return /^(?:row|col|rowgroup|colgroup)$/i.test(value) ? value.toLowerCase() : null
    case 'colspan':
    case 'rowspan':
    case 'span':
    case 'columnspan':
      return element in mathElements || /^(?:[1-9]|[1-9]\d|[1-9]\d\d)$/.test(value.trim())
        ? String(Number.parseInt(value, 10) || 1)
        : null
    case 'start':
    case 'value':
      return /^-?\d{1,6}$/.test(value.trim()) ? value.trim() : null
    default:
      return /^[\w .%+-]{1,40}$/.test(value) ? value : null
  }
}
