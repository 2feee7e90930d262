// What somebody typed as an address, as it is asked for: without what copying leaves around it.

/** Trimmed, one line, without quotes or angle brackets; a bare host name is left as it is typed ('' when empty). */
export function typedAddress(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? ''
  return line.replace(/^[<"'“‘«\s]+/, '').replace(/[>"'”’»\s]+$/, '')
}

/** For a field where only an absolute web address will do: https is taken for granted. null: cannot be one. */
export function webAddress(text: string): string | null {
  const typed = typedAddress(text)
  if (typed === '' || /\s/.test(typed)) return null
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
