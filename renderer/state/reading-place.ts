// How far an article has been read: told as a part of its text, so that it holds when window or letters change size.

export interface Sight {
  /** All in CSS pixels, from the top of what is scrolled. */
  textTop: number
  textHeight: number
  scroll: number
  view: number
}

/** The eye is rather here than at the upper edge. */
const EYE = 0.22

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** 0 to 1; 1 when the end of the text is in sight. */
export function placeOf({ textTop, textHeight, scroll, view }: Sight): number {
  if (textHeight <= 0) return 0
  if (scroll + view >= textTop + textHeight - 4) return 1
  return clamp((scroll + view * EYE - textTop) / textHeight)
}

export const scrollFor = (place: number, { textTop, textHeight, view }: Omit<Sight, 'scroll'>): number =>
  Math.max(0, Math.round(textTop + place * textHeight - view * EYE))

/** Only begun and not ended is worth going back to. */
export const worthReturning = (place: number): boolean => place > 0.03 && place < 0.97
