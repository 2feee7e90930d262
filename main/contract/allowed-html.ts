// The one list of what an article may contain: the sanitiser writes nothing else, and the window lets nothing else in.

/** On every element. Ids carry `idPrefix`, so an article can never name a part of the window. */
export const everywhere = ['dir', 'id', 'lang', 'title'] as const
export const idPrefix = 'text-'

/** HTML elements and their own attributes. */
export const htmlElements: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  abbr: [],
  aside: [],
  b: [],
  bdi: [],
  bdo: [],
  blockquote: [],
  br: [],
  caption: [],
  cite: [],
  code: [],
  col: ['span'],
  colgroup: ['span'],
  dd: [],
  del: ['datetime'],
  details: ['open'],
  dfn: [],
  div: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  // Only the sanitiser's own two words: 'video' or 'audio'.
  figure: ['class'],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ['alt', 'height', 'src', 'width'],
  ins: ['datetime'],
  kbd: [],
  li: ['value'],
  mark: [],
  ol: ['reversed', 'start', 'type'],
  p: [],
  pre: [],
  q: [],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  summary: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan'],
  tfoot: [],
  th: ['colspan', 'rowspan', 'scope'],
  thead: [],
  time: ['datetime'],
  tr: [],
  u: [],
  ul: [],
  var: [],
  wbr: [],
}

/** MathML core without links, actions and places where HTML may begin again. */
export const mathElements: Readonly<Record<string, readonly string[]>> = {
  math: ['display'],
  merror: [],
  mfrac: ['linethickness'],
  mi: ['mathvariant'],
  mmultiscripts: [],
  mn: [],
  mo: ['form', 'fence', 'separator', 'stretchy', 'largeop', 'movablelimits', 'lspace', 'rspace'],
  mover: ['accent'],
  mpadded: ['width', 'height', 'depth'],
  mphantom: [],
  mprescripts: [],
  mroot: [],
  mrow: [],
  ms: [],
  mspace: ['width', 'height', 'depth'],
  msqrt: [],
  mstyle: ['displaystyle', 'scriptlevel'],
  msub: [],
  msubsup: [],
  msup: [],
  mtable: [],
  mtd: ['columnspan', 'rowspan'],
  mtext: [],
  mtr: [],
  munder: ['accentunder'],
  munderover: ['accent', 'accentunder'],
}

/** Of links. tel: is left out: it has no use on a desk, and would start another program. */
export const linkSchemes = ['http:', 'https:', 'mailto:'] as const

/** Pictures have this address and no other. */
export const picturePath = '/media/'

const html = 'http://www.w3.org/1999/xhtml'
const math = 'http://www.w3.org/1998/Math/MathML'
const list = (elements: Readonly<Record<string, readonly string[]>>, namespace: string) =>
  Object.entries(elements).map(([name, attributes]) => ({ name, namespace, attributes: [...attributes] }))

/** The same list in the words of `Element.setHTML`, as `{ sanitizer: sanitizerConfig() }`. It has no list of link
 * schemes and would let a picture come from anywhere: it is the second net, never the first. */
export const sanitizerConfig = () => ({
  elements: [...list(htmlElements, html), ...list(mathElements, math)],
  attributes: [...everywhere],
  comments: false,
  dataAttributes: false,
})
