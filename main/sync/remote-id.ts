// Ids of articles as services write them, in one form: 16 hexadecimal digits for numbers, 24 for those that have more.
import type { RemoteId } from './service.ts'

const longForm = 'tag:google.com,2005:reader/item/'

/** Decimal (signed, 64 bits), `tag:google.com,2005:reader/item/<hex>`, or 24 hexadecimal digits; null: none of these. */
export function remoteId(text: string | number): RemoteId | null {
  const said = String(text).trim()
  if (said.startsWith(longForm)) return fromHex(said.slice(longForm.length))
  if (/^[0-9a-f]{24}$/i.test(said)) return said.toLowerCase()
  if (!/^-?\d{1,20}$/.test(said)) return null
  const number = BigInt(said)
  if (number >= 1n << 64n || number < -(1n << 63n)) return null
  return BigInt.asUintN(64, number).toString(16).padStart(16, '0')
}

function fromHex(digits: string): RemoteId | null {
  if (/^[0-9a-f]{24}$/i.test(digits)) return digits.toLowerCase()
  return /^[0-9a-f]{1,16}$/i.test(digits) ? digits.toLowerCase().padStart(16, '0') : null
}

/** The only form that every Google Reader server takes. */
export const longId = (id: RemoteId): string => longForm + id

/** As numbers are written where ids are decimal: signed. */
export const decimalId = (id: RemoteId): string => BigInt.asIntN(64, BigInt(`0x${id}`)).toString()
