// Which language an article is written in: papers often say nothing, or leave what their software came with.

export interface Tongue {
  /** BCP 47, for the lang attribute; null: unknown. */
  language: string | null
  direction: 'ltr' | 'rtl'
  /** Chinese, Japanese, Korean: no spaces to stretch, no italics, no drop cap. */
  cjk: boolean
}

/** Letters looked at. */
const SAMPLE = 4_000

const SCRIPTS = {
  latin: /\p{Script=Latin}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  greek: /\p{Script=Greek}/gu,
  arabic: /\p{Script=Arabic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
  thai: /\p{Script=Thai}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  han: /\p{Script=Han}/gu,
}
type Script = keyof typeof SCRIPTS

/** Languages written in these scripts, the likeliest first; a feed that says one of them is believed. */
const WRITTEN: Record<Exclude<Script, 'latin'>, readonly string[]> = {
  cyrillic: ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'ky', 'mn', 'tg', 'tt'],
  greek: ['el', 'grc'],
  arabic: ['ar', 'fa', 'ur', 'ps', 'ckb', 'ug', 'sd'],
  hebrew: ['he', 'iw', 'yi'],
  devanagari: ['hi', 'mr', 'ne', 'sa'],
  thai: ['th'],
  kana: ['ja'],
  hangul: ['ko'],
  han: ['zh', 'yue', 'ja'],
}

/** Small words that tell neighbours apart; those two languages share say nothing. */
const SMALL_WORDS: Record<string, string> = {
  en: 'the of and to that is was for with are by this from have has had were which their been would they who will its',
  de: 'der die und das den von zu mit sich auf für ist im dem nicht ein eine als auch es werden aus wird bei nach wie hat sind',
  fr: 'le la les des et est une dans qui que pour sur pas plus par au avec ce aux ont été cette son sont mais ses',
  es: 'el los las que y en un una por con para del se su al como más pero sus fue ha lo este sobre entre también',
  it: 'il di che la è un per una in non sono del della con si dei le nel alla anche più come gli ha ma delle',
  pt: 'o os que do da em um uma para com não dos no se na por mais as ao como mas foi das tem à são pela',
  nl: 'de het een van en dat is op te zijn met voor niet die aan er ook als bij maar om door naar uit nog wordt',
  sv: 'och att det som är på för av med den till inte har ett om men var jag så från kan när också efter eller',
  da: 'og at det er til af på med for den ikke der som har et var han men om fra kan også efter eller blev',
  nb: 'og det er til av på med for som ikke den har et var han men om fra kan også etter eller ble seg mot',
  fi: 'ja on ei että se oli hän joka mutta myös kun niin ovat kuin sen mukaan jos vain sekä voi nyt ole',
  pl: 'w i na z do się nie że to jest o jak po przez dla od za są był ale tym oraz może tego jego',
  cs: 'a v se na je že s o do i to z ve za pro jako po by ale který jsou byl jeho tak při podle',
  ro: 'și de în a la cu pe că nu o un din care este pentru mai au fost sau prin după ca lui',
  hu: 'a az és hogy nem is egy volt ez meg csak de el már még azt mint vagy lesz szerint',
  tr: 've bir bu da de için ile çok olarak daha olan sonra kadar gibi ne ama en var değil',
  ca: 'el la els les i que de en un una per amb del és no es al ha més com dels però són aquest seva',
}

const smallWords = new Map<string, string[]>()
for (const [language, words] of Object.entries(SMALL_WORDS))
  for (const word of words.split(' ')) smallWords.set(word, [...(smallWords.get(word) ?? []), language])

/** `text`: the beginning of what is to be read; `said`: what article and feed say of it, the article first. */
export function tongueOf(text: string, said: readonly (string | null)[]): Tongue {
  const claims = said.filter((each): each is string => each !== null && /^[a-z]{2,3}(-|$)/i.test(each))
  const sample = text.slice(0, SAMPLE)
  const script = scriptOf(sample)
  const language = script === 'latin' || script === null ? latinOf(sample, claims) : writtenIn(script, claims)
  return {
    language,
    direction: script === 'arabic' || script === 'hebrew' ? 'rtl' : 'ltr',
    cjk: script === 'kana' || script === 'han' || script === 'hangul',
  }
}

const base = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''

function scriptOf(sample: string): Script | null {
  const count = (script: Script): number => sample.match(SCRIPTS[script])?.length ?? 0
  const counts = (Object.keys(SCRIPTS) as Script[]).map((script) => [script, count(script)] as const)
  const letters = counts.reduce((sum, [, n]) => sum + n, 0)
  if (letters === 0) return null
  const of = new Map(counts)
  // One sign of these says as much as three letters, and Japanese is han with kana among them.
  const east = (of.get('han') ?? 0) + (of.get('kana') ?? 0)
  if (east * 3 > letters) return (of.get('kana') ?? 0) * 12 > east ? 'kana' : 'han'
  return counts.reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

function writtenIn(script: Exclude<Script, 'latin'>, claims: readonly string[]): string {
  return claims.find((claim) => WRITTEN[script].includes(base(claim))) ?? WRITTEN[script][0] ?? 'und'
}

function latinOf(sample: string, claims: readonly string[]): string | null {
  const votes = new Map<string, number>()
  let words = 0
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu)) {
    words++
    const languages = smallWords.get(word) ?? []
    for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length)
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  const sure = first !== undefined && words >= 20 && first[1] >= words * 0.08 && first[1] > (second?.[1] ?? 0) * 1.3
  if (!sure) return claims[0] ?? null
  return claims.find((claim) => base(claim) === first[0]) ?? kin(first[0], claims) ?? first[0]
}

/** Danish and both Norwegians look alike to a word counter: then the paper knows better. */
const kin = (found: string, claims: readonly string[]): string | undefined =>
  ['da', 'nb'].includes(found) ? claims.find((claim) => ['da', 'nb', 'nn', 'no'].includes(base(claim))) : undefined
