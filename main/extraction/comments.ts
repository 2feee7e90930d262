// Recognises what readers wrote below an article.
import { type Child, type Element, isElement, isText, type Parent, textOf } from './parse.ts'

const names =
  /^(?:comments|comment-?(?:list|section|area|thread|wrapper|form)|disqus[-_]thread|respond|kommentare|commentaires|comentarios|reacties|kommentarer)$/i

const words =
  'comments?|reader comments|kommentare?|leserkommentare|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|kommentit|komentarze|komentáře|komentari|hozzászólások|comentarii|yorumlar|комментари[ийевя]{1,2}|коментарі|评论|評論|网友评论|網友評論|留言|コメント|댓글|التعليقات|تعليقات|תגובות|टिप्पणियाँ|टिप्पणियां|प्रतिक्रियाएं'
const counted =
  'responses?|replies|reactions?|thoughts?|discussions?|opinions?|antworten|diskussion|réactions?|respuestas|respostas|risposte|yorum|комментари[йя]|ответов|ответа|件のコメント|条评论|條評論|則留言'
const label = new RegExp(
  `^(?:(?:show|view|all|read|see|add|join the|alle|tous les|ver|todos los|mostra|toon|zobacz) )?(?:(?:${words})\\s?[:：]?\\s?(?:[(\\[]?\\d[\\d.,\\s]{0,8}[)\\]]?)?|[(\\[]?\\d[\\d.,]{0,8}[)\\]]? ?(?:${words}|${counted})|leave a (?:comment|reply)|(?:one|\\d+) (?:thoughts?|responses?|comments?|replies|reply) (?:on|to) .{1,200}|join the (?:conversation|discussion)|discussion about this post)$`,
  'iu',
)

/** What such a line begins with. */
const hint = new RegExp(
  `\\d|one|leave|join|discussion|show|view|all|read|see|add|tous|ver|todos|mostra|toon|zobacz|${words}`,
  'iu',
)

export const isCommentsName = (name: string): boolean => names.test(name)

/** "12 comments" and the like, as a line of its own. */
export const isCommentsLabel = (line: string): boolean => line.length < 220 && label.test(line)

/** A part of the page that begins with such a line. */
export function opensComments(element: Element): boolean {
  const line = firstLine(element)
  return line !== null && isCommentsLabel(line)
}

function firstLine(element: Element): string | null {
  let first: Child | null = null
  let looked = 0
  const visit = (parent: Parent): boolean =>
    parent.childNodes.some((node) => {
      if (++looked > 200) return true
      if (isText(node) && node.value.trim() !== '') first = node
      else if (isElement(node) && !/^(?:script|style|template|svg|noscript)$/.test(node.tagName)) visit(node)
      return first !== null || looked > 200
    })
  visit(element)
  const opening = (first as Extract<Child, { value: string }> | null)?.value ?? ''
  if (opening.length > 220 || !hint.test(opening)) return null
  let line: string | null = null
  for (let at: Parent | null = (first as Child | null)?.parentNode ?? null; at && at !== element;) {
    const text = textOf(at).replace(/\s+/g, ' ').trim()
    if (text.length > 220) break
    line = text
    at = isElement(at) ? at.parentNode : null
  }
  return line
}

/** Cuts at the line that opens the comments, where it stands among the blocks of the text. */
export function withoutComments(root: Parent): void {
  const blocks = root.childNodes
  const whole = textOf(root).length
  let before = 0
  for (const [index, block] of blocks.entries()) {
    if (!isElement(block)) continue
    const text = textOf(block).replace(/\s+/g, ' ').trim()
    const isHeading = /^h[2-6]$/.test(block.tagName)
    // A count of comments may also stand above the text.
    if (before > Math.max(250, whole * (isHeading ? 0.2 : 0.5)) && /^(?:h[2-6]|p|div)$/.test(block.tagName))
      if (isCommentsLabel(text)) {
        blocks.length = index
        return
      }
    before += text.length
  }
}
