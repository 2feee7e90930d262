// Mends text that was encoded as UTF-8 twice: é that has become Ã©.

/** The characters that windows-1252 has where Latin-1 has controls, by byte. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const sign = /[\xc2-\xf4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/

/** A cheap first look at a whole document. */
export const mayBeDoubled = (text: string): boolean =>
  (text.includes('Ã') || text.includes('Â') || text.includes('â')) && sign.test(text)

/** The same text unless every letter of it can be a byte and all the bytes together are UTF-8. */
export function undoubled(text: string): string {
  if (!sign.test(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0x100 ? code : 0x80 + windows.indexOf(text.charAt(i))
    if (byte < (code < 0x100 ? 0 : 0x80)) return text
    bytes[i] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return text
    throw error
  }
}
