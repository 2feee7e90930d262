// Reads the inside of a title, summary or content: text, CDATA, or markup that nobody escaped.
import { endOfName, startsName, type Cursor } from './cursor.ts'
import { stripCdata, type Entities } from './references.ts'
import { isHtmlName } from './text.ts'
import { beside, neverHtml } from './vocabulary.ts'
import type { Scope } from './namespaces.ts'

export interface Inside {
  /** Where reading goes on. */
  at: number
  text: string
  /** The text is markup as it was written. */
  inline: boolean
  /** `open`: the document ended, or at `at` stands an end tag that may or may not be meant for this element. */
  state: 'closed' | 'open'
}

/** The element that is read: its name as written, and how the item around it is written, if there is one. */
export interface Around {
  name: string
  written: string
  type: string
  scope: Scope
  item: string | null
}

/** `before` is what has been read of it already, in front of a stray end tag. */
export function readInside(cursor: Cursor, entities: Entities, around: Around, start: number, before: string): Inside {
  const { source } = cursor
  const { written } = around
  let value = before
  let blank = before.trim() === ''
  let p = start
  let look = start
  for (;;) {
    const lt = source.indexOf('<', look)
    if (lt < 0)
      return { at: source.length, text: value + entities.decode(source.slice(p)), inline: false, state: 'open' }
    const next = source.charCodeAt(lt + 1)
    if (next !== 47 && next !== 33 && next !== 63 && !startsName(next)) {
      // Less than.
      look = lt + 1
      continue
    }
    if (lt > p) {
      const piece = entities.decode(source.slice(p, lt))
      blank &&= piece.trim() === ''
      value += piece
    }
    if (next === 47) {
      const nameEnd = endOfName(source, lt + 2)
      if (nameEnd - lt - 2 === written.length && source.startsWith(written, lt + 2))
        return { at: cursor.endOfClosing(nameEnd), text: value, inline: false, state: 'closed' }
      if (isHtmlName(source.slice(lt + 2, Math.min(nameEnd, lt + 14))))
        return inlineMarkup(cursor, entities, around, start, lt)
      return { at: lt, text: value, inline: false, state: 'open' }
    }
    if (startsName(next)) return inlineMarkup(cursor, entities, around, start, lt)
    if (source.startsWith('<![CDATA[', lt)) {
      const end = cursor.endOfCdata(lt + 9, written)
      // Blank text before a CDATA section is the line break of a tidy writer.
      value = blank ? source.slice(lt + 9, end.at) : value + source.slice(lt + 9, end.at)
      blank &&= value.trim() === ''
      p = look = end.after
    } else if (source.startsWith('<!--', lt)) p = look = cursor.afterComment(lt)
    else p = look = cursor.after(next === 63 ? '?>' : '>', lt + 2, lt)
  }
}

/** `firstTag` is the first tag inside. Its own end tag is the end, unless the item ends before: then it was
 * forgotten. */
function inlineMarkup(cursor: Cursor, entities: Entities, around: Around, start: number, firstTag: number): Inside {
  const { source } = cursor
  const close = cursor.matchingClose(around.written, start)
  let limit = close < 0 ? source.length : close
  let broken = close < 0
  for (const fence of fencesOf(around)) {
    const at = cursor.next(fence, start)
    if (at >= 0 && at < limit && !cursor.inCdata(start, at)) {
      limit = at
      broken = true
    }
  }
  if (!broken)
    return {
      at: cursor.endOfClosing(limit + around.written.length + 2),
      text: source.slice(start, limit),
      inline: true,
      state: 'closed',
    }
  cursor.repairs.add(`unclosed ${around.name}`)
  const first = around.scope.element(source.slice(firstTag + 1, endOfName(source, firstTag + 1)))
  // The next element begins where the end tag is missing.
  if (beside.has(first))
    return {
      at: firstTag,
      text: entities.decode(stripCdata(source.slice(start, firstTag))),
      inline: false,
      state: 'closed',
    }
  limit = firstBeside(cursor, around.scope, start, limit)
  return { at: limit, text: source.slice(start, limit), inline: true, state: 'closed' }
}

function fencesOf(around: Around): string[] {
  // A whole feed may lie in an Atom content of an XML type.
  if (/xml$/.test(around.type) && !around.type.includes('xhtml')) return []
  if (around.item === null) return ['<item>', '<item ', '<entry>', '<entry ', '</channel>']
  return [`</${around.item}>`, `<${around.item}>`, `<${around.item} `]
}

/** Where the first element begins that no HTML knows: there the forgotten end tag should have been. */
function firstBeside(cursor: Cursor, scope: Scope, start: number, limit: number): number {
  const { source } = cursor
  for (let lt = cursor.next('<', start); lt >= 0 && lt < limit; lt = source.indexOf('<', lt + 1)) {
    if (source.startsWith('<![CDATA[', lt)) {
      const end = cursor.next(']]>', lt)
      if (end < 0) return limit
      lt = end
    } else if (
      startsName(source.charCodeAt(lt + 1)) &&
      neverHtml.has(scope.element(source.slice(lt + 1, endOfName(source, lt + 1))))
    )
      return lt
  }
  return limit
}
