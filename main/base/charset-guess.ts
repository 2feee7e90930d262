// Guesses the charset of text that declares none, or a wrong one, from the letters that languages use.
import { pairsOf, wordsOf } from './charset-pairs.ts'

interface Tongue {
  language: string
  charsets: string[]
  /** Letters that make most of a text, lower case. */
  common: string
  /** The other letters of the language. */
  others: string
  /** Letters that never stand beside a Latin one. */
  foreign: boolean
  /** Pairs of letters of a Latin alphabet. */
  pairs: Set<string> | null
  /** Frequent words without any letter beyond ASCII. */
  words: string[]
}

function setOfPairs(list: string | undefined): Set<string> | null {
  if (list === undefined) return null
  const pairs = new Set<string>()
  for (let i = 0; i < list.length; i += 2) pairs.add(list.slice(i, i + 2))
  return pairs
}

const tongue = (language: string, charsets: string, common: string, others = '', foreign = false): Tongue => ({
  language,
  charsets: charsets.split(' '),
  common,
  others,
  foreign,
  pairs: setOfPairs(pairsOf[language]),
  words: wordsOf[language]?.split(' ') ?? [],
})

const western = 'windows-1252 macintosh iso-8859-15'
const central = 'windows-1250 iso-8859-2 x-mac-ce'
const cyrillic = 'windows-1251 koi8-r koi8-u iso-8859-5 ibm866 x-mac-cyrillic'
const hanzi = '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运' // prettier-ignore
const hanziTraditional = '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運臺灣' // prettier-ignore
const hangul = '이다는을에의가고하지를한은도로사기자서나어인대아리그시라정으들수일있전주보부해스제과만장우원국성선상한조구동신비진안여니모공경지계소요했관드문방오학연미트산세년중위내면려민발유러실업입물영체회것개건할배화바김무체합금간출차결점마역생명당저치치반분용적지남본심재식후통없같르네게까' // prettier-ignore
const tongues: Tongue[] = [
  tongue('de', western, 'äöüß', 'éà'),
  tongue('fr', western, 'éèàêç', 'ôîûâùëïœæ'),
  tongue('es', western, 'óáíéñú', 'ü¿¡ªº'),
  tongue('it', western, 'àèéòù', 'ìî'),
  tongue('pt', western, 'ãçáéíóêõ', 'âúàôüªº'),
  tongue('sv', western, 'äåö', 'éøæ'),
  tongue('da', western, 'æøå', 'éöä'),
  tongue('fi', western, 'äö', 'åšž'),
  tongue('is', western, 'áðéíóúýþæö'),
  tongue('nl', western, 'éëï', 'èöüêç'),
  tongue('en', western, 'éè', 'êëñçöüïáíóúãäåøâôÿœæšž'),
  tongue('ca', western, 'àéèóíç·', 'òúïü'),
  tongue('pl', central, 'ąęółśżćńź'),
  tongue('cs', central, 'áíéěšřžčýů', 'úťďňó'),
  tongue('sk', central, 'áíéšžčýúľť', 'ňôďäóĺŕ'),
  tongue('hu', central, 'áéöóőíüúű'),
  tongue('hr', central, 'čšžćđ'),
  tongue('sl', central, 'čšž'),
  tongue('ro', central + ' iso-8859-16', 'ăâîşţșț'),
  tongue('tr', 'windows-1254', 'ışüğçö', 'âîû'),
  tongue('lt', 'windows-1257 iso-8859-13', 'ėšųįžčąūę'),
  tongue('lv', 'windows-1257 iso-8859-13', 'āīšēūžņļ', 'čģķ'),
  tongue('et', 'windows-1257 iso-8859-13 iso-8859-15', 'äõüö', 'šž'),
  tongue('vi', 'windows-1258', 'đưôàáâơêăíóìãúéòùèýõũĩ\u0300\u0301\u0303\u0309\u0323'),
  tongue('ru', cyrillic, 'оеаинтсрвлкм', 'дпуяыьгзбчйхжшюцщэфъё', true),
  tongue('uk', cyrillic, 'оаиніертвскл', 'мдпузябьгчйхїєжшюцщфґ', true),
  tongue('bg', cyrillic, 'аоиетнрсвл', 'дкпмзяъугбчщшжйцхфьюѝ', true),
  tongue('sr', cyrillic, 'аоиенртсјду', 'квмлпгбзчћшжљњцхђфџ', true),
  tongue('el', 'windows-1253 iso-8859-7 x-mac-greek', 'αοιετσνηυρπκς', 'μλωάγδόίήθέχβύφώζξψϊϋΐΰ', true),
  tongue('he', 'windows-1255', 'יוהלאמרתבנש', 'דעקחםפטגןסזצכךףץ', true),
  tongue('ar', 'windows-1256 iso-8859-6', 'المينرتوبعدس', 'هفكقحأةجشصطخىذضإزثئغءؤظآپچژگ،؟', true),
  tongue('fa', 'windows-1256', 'ادرینمهوتبسی', 'شکلزگفخحقعپجآچصطغضثذظژئ،؟يك', true),
  tongue('th', 'windows-874', 'านรอกเงมยลวดทสตะปบคหแจพชขใไโ', '่้ิีัึืุู็์๊๋ำผซณฐถภศษธฟฎฏฆญฌฑฒฉฝฮๆฯ', true),
  tongue('zh', 'gb18030', hanzi),
  tongue('zh-tw', 'big5', hanziTraditional),
  tongue('ko', 'euc-kr', hangul),
  tongue('ja', 'shift_jis euc-jp', ''),
]
const asian = /^(zh|ja|ko)/
/** What it takes to believe in anything but windows-1252: points for an average letter, points in all. */
const enough = 0.8
const evidence = 0.5
/** Bytes beyond ASCII that a text of another script has at least. */
const leastForeign = 8
const typographic = '\u00a0“”‘’„‚–—…«»€‹›•®©™°´·§№£¥¢½¼¾±×÷'
const asianPunctuation = '、。，．：；？！「」『』（）・ー～《》〈〉【】“”‘’…—　％＋／'

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** Average over the characters beyond ASCII: 2 is a text as it should be, below 0 is rubbish. */
function score(text: string, is: Tongue): number {
  let sum = 0
  let count = 0
  const far = asian.test(is.language)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 128) continue
    count++
    const letter = text.charAt(i)
    if (code === 0xfffd || (code < 0xa0 && code !== 0x85) || (code >= 0xe000 && code < 0xf900)) {
      sum -= 6
      continue
    }
    if (far) {
      if (asianPunctuation.includes(letter)) sum += 1
      else if (code >= 0x3041 && code <= 0x30fe) sum += is.language === 'ja' ? 2 : -0.5
      else if (is.common.includes(letter)) sum += 2
      else if (code >= 0x4e00 && code <= 0x9fff) sum += is.language === 'ja' ? 0.6 : is.language === 'ko' ? -1 : 0.2
      else if (code >= 0xac00 && code <= 0xd7a3) sum += is.language === 'ko' ? 0.4 : -2
      else if (code >= 0xff01 && code <= 0xff5e) sum += 0.3
      else sum -= 2
      continue
    }
    const before = i > 0 ? text.charCodeAt(i - 1) : 32
    const after = i + 1 < text.length ? text.charCodeAt(i + 1) : 32
    const inWord = isLetter(before) || isLetter(after)
    const lower = letter.toLowerCase()
    if (is.pairs && isWritten(code)) {
      sum += pairPoints(text, i, lower, is.pairs)
      if (lower !== letter && before >= 97 && before <= 122) sum -= 3
      continue
    }
    const level = is.common.includes(lower) ? 2 : is.others.includes(lower) ? 1 : 0
    if (level > 0) {
      sum += level
      if (is.foreign && inWord) sum -= 3
      if (lower !== letter && before > 127 && text.charAt(i - 1).toUpperCase() !== text.charAt(i - 1)) sum -= 3
      else if (lower !== letter && before >= 97 && before <= 122) sum -= 3
    } else if (typographic.includes(letter)) sum += isLetter(before) && isLetter(after) && letter !== '’' ? -1 : 0.8
    else if (lower !== letter.toUpperCase()) sum -= is.foreign ? 1.5 : 1
    else sum -= 2
  }
  return count === 0 ? -9 : sum / count
}

/** A letter, or a mark on one. */
const isWritten = (code: number): boolean =>
  code > 127 &&
  ((code >= 0x300 && code < 0x370) ||
    String.fromCharCode(code).toLowerCase() !== String.fromCharCode(code).toUpperCase())

/** How well a letter goes with its neighbours. */
function pairPoints(text: string, at: number, lower: string, pairs: Set<string>): number {
  const before = pairs.has(neighbour(text, at - 1) + lower)
  const after = pairs.has(lower + neighbour(text, at + 1))
  return before && after ? 2 : before || after ? 0.5 : -1.5
}

function neighbour(text: string, at: number): string {
  const code = at < 0 || at >= text.length ? 32 : text.charCodeAt(at)
  // £20 is no Ł: a digit goes with no letter.
  return isLetter(code) || isWritten(code) || (code >= 48 && code <= 57) ? text.charAt(at).toLowerCase() : '_'
}

/** What the bytes most likely are, or null when nothing stands out. `language` is what the document says it is
 * written in. `bytes` hold no valid UTF-8. */
export function guessCharset(bytes: Uint8Array, language: string | null): string | null {
  const sample = sampleOf(bytes)
  const weight = sample.reduce((sum, byte) => sum + (byte > 127 ? 1 : 0), 0)
  const words = wordsIn(sample)
  const texts = new Map<string, string | null>()
  const read = (charset: string): string | null => {
    let text = texts.get(charset)
    if (text === undefined) {
      text = decodeSample(sample, charset)
      texts.set(charset, text)
    }
    return text
  }
  const spoken = language?.toLowerCase() ?? null
  let best: { charset: string; score: number; known: boolean; latin: boolean } | null = null
  let plain = -9
  for (const is of tongues) {
    const known = spoken !== null && speaks(spoken, is.language)
    const likely = (known ? 0.8 : 0) + familiarity(words, is)
    for (const [rank, charset] of is.charsets.entries()) {
      const text = read(charset)
      if (text === null) continue
      const points = score(text, is) + likely - rank * Math.min(0.02, 0.5 / weight)
      if (charset === 'windows-1252') plain = Math.max(plain, points)
      if (best === null || points > best.score) best = { charset, score: points, known, latin: is.pairs !== null }
    }
  }
  if (best === null || best.charset === 'windows-1252') return best === null ? null : best.charset
  if (best.known) return best.score >= 0.9 && best.score >= plain ? best.charset : null
  // A few letters tell languages apart; another script has many.
  if (!best.latin && weight < leastForeign) return null
  return best.score >= enough && (best.score - plain) * weight >= evidence ? best.charset : null
}

/** How often each word of the sample is there; '' has the sum. */
function wordsIn(sample: Uint8Array): Map<string, number> {
  const counts = new Map<string, number>()
  let word = ''
  let all = 0
  const end = () => {
    if (word === '') return
    if (word.length < 12) counts.set(word, (counts.get(word) ?? 0) + 1)
    all++
    word = ''
  }
  let inTag = false
  for (const byte of sample) {
    if (byte === 0x3c || byte === 0x3e) {
      end()
      inTag = byte === 0x3c
    } else if (inTag) continue
    else if (isLetter(byte) || byte > 127)
      word += word.length < 12 ? String.fromCharCode(byte | (byte < 128 ? 32 : 0)) : ''
    else end()
  }
  end()
  counts.set('', all)
  return counts
}

/** 0 to 1, by the share that the words of a language have in the sample. */
function familiarity(words: Map<string, number>, is: Tongue): number {
  const all = words.get('') ?? 0
  if (all === 0 || is.words.length === 0) return 0
  let hits = 0
  for (const word of is.words) hits += words.get(word) ?? 0
  return Math.min(1, (hits / all) * 5)
}

function speaks(spoken: string, language: string): boolean {
  if (language === 'zh-tw') return /^zh[-_](tw|hk|mo|hant)/.test(spoken)
  if (language === 'zh' && /^zh[-_](tw|hk|mo|hant)/.test(spoken)) return false
  return spoken === language || spoken.startsWith(`${language}-`) || spoken.startsWith(`${language}_`)
}

/** The stretch with the first foreign bytes, whole characters where that can be told. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 127)
  if (first < 0) return bytes.subarray(0, 0)
  const start = Math.max(0, first - 64)
  let end = Math.min(bytes.length, start + 16_000)
  if (end < bytes.length)
    while (end > start + 1 && bytes[end - 1] !== 0x3c && bytes[end - 1] !== 0x0a && bytes[end - 1] !== 0x20) end--
  return bytes.subarray(start, end)
}

function decodeSample(sample: Uint8Array, charset: string): string | null {
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return decoder.decode(sample)
}
