// Recognises the news agency that a text is credited to, so that copies of one report can be told from own work.

/** Shown name → how papers write it. Whole names only: "Reuters" is an agency, "Anna Reuters" is a person. */
const agencies: Readonly<Record<string, string>> = {
  AFP: 'afp|agence france[- ]presse|afp ?relaxnews|afp factuel',
  'Keystone-ATS': 'keystone[- ]ats|ats[-/ ]?keystone|keystone ?[/-] ?ats',
  'Keystone-SDA': 'keystone[- ]sda|sda[-/ ]?keystone|keystone ?[/-] ?sda',
  ATS: 'ats|agence télégraphique suisse',
  SDA: 'sda|schweizerische depeschenagentur',
  Reuters: 'reuters|thomson reuters|reuters news',
  AP: 'ap|associated press|the associated press|ap news',
  dpa: 'dpa|deutsche presse-?agentur|dpa[-/](?:afx|infocom|international|com)',
  AWP: 'awp|awp finanznachrichten',
  SID: 'sid|sport-informations-dienst',
  epd: 'epd|evangelischer pressedienst',
  KNA: 'kna|katholische nachrichten-agentur',
  APA: 'apa|austria presse agentur|apa[-/]ots',
  ANSA: 'ansa|agenzia ansa',
  Adnkronos: 'adnkronos',
  AGI: 'agi|agenzia italia',
  EFE: 'efe|agencia efe|efe noticias',
  'Europa Press': 'europa press|ep|europapress',
  Lusa: 'lusa|agência lusa',
  TASS: 'tass|тасс|itar-tass|итар-тасс',
  'RIA Novosti': 'ria novosti|риа новости',
  Interfax: 'interfax|интерфакс',
  Ukrinform: 'ukrinform|укринформ|укрінформ',
  Xinhua: 'xinhua|xinhua news agency|新华社|新華社|新华网',
  'China News Service': 'china news service|中新社|中国新闻社',
  CNA: 'cna|central news agency|中央社',
  KCNA: 'kcna|korean central news agency|조선중앙통신',
  Yonhap: 'yonhap|yonhap news agency|연합뉴스',
  Newsis: 'newsis|뉴시스',
  Kyodo: 'kyodo|kyodo news|共同|共同通信|共同通信社',
  'Jiji Press': 'jiji|jiji press|時事|時事通信|時事通信社',
  'PA Media': 'pa|pa media|press association|the press association',
  AAP: 'aap|australian associated press',
  'The Canadian Press': 'the canadian press|canadian press|la presse canadienne',
  PTI: 'pti|press trust of india',
  ANI: 'ani',
  IANS: 'ians|indo-asian news service',
  Belga: 'belga|agence belga|belga news agency',
  ANP: 'anp|algemeen nederlands persbureau',
  NTB: 'ntb|ntb scanpix',
  TT: 'tt|tt nyhetsbyrån|tidningarnas telegrambyrå',
  Ritzau: 'ritzau|ritzaus bureau',
  STT: 'stt|stt-lehtikuva|stt-fnb',
  PAP: 'pap|polska agencja prasowa',
  ČTK: 'čtk|ctk|česká tisková kancelář',
  TASR: 'tasr',
  MTI: 'mti',
  Agerpres: 'agerpres',
  Anadolu: 'anadolu|anadolu agency|anadolu ajansı|aa',
  'Agence Anadolu': 'agence anadolu',
  IRNA: 'irna|ایرنا',
  WAFA: 'wafa|وفا',
  SPA: 'spa|saudi press agency|واس',
  WAM: 'wam|وام',
  MAP: 'map|maghreb arabe presse',
  APS: 'algérie presse service',
  Bloomberg: 'bloomberg|bloomberg news',
  'Dow Jones': 'dow jones|dow jones newswires',
  UPI: 'upi|united press international',
}

const byName = new Map<string, string>()
for (const [agency, pattern] of Object.entries(agencies)) for (const name of spelled(pattern)) byName.set(name, agency)

/** Patterns with marks stay patterns; the rest is looked up. */
function spelled(pattern: string): string[] {
  return pattern.split('|').filter((name) => !/[[(?\\]/.test(name))
}
const patterns = Object.entries(agencies).flatMap(([agency, pattern]) => {
  const marked = /[[(?\\]/.test(pattern)
  return marked ? [[agency, new RegExp(`^(?:${pattern})$`, 'iu')] as const] : []
})

/** Short names that are words or initials elsewhere: credited only when written in capitals. */
const capitals = new Set([
  'ats',
  'sda',
  'ap',
  'pa',
  'tt',
  'ep',
  'aa',
  'map',
  'spa',
  'cna',
  'ani',
  'sid',
  'awp',
  'agi',
  'apa',
  'pap',
  'mti',
  'wam',
  'upi',
])

function named(text: string): string | null {
  const name = text
    .trim()
    .replace(
      /^(?:(?:mit )?(?:agentur)?material (?:von|der)|(?:with )?(?:files|material|reporting|input) from|avec (?:des )?agences?|\(c\)|©|by|von|par|door|por|av|di|da|mit|avec|with|from|source|quelle|fonte|fuente)\s*:?\s+/i,
      '',
    )
    .replace(/^[([{]|[)\]}.,:;]$/g, '')
    .trim()
  if (!name || name.length > 60) return null
  const lower = name.toLowerCase()
  if (capitals.has(lower) && name !== name.toUpperCase() && lower !== 'awp' && lower !== 'sda') return null
  return byName.get(lower) ?? patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/** The agency among the authors, or the one the text opens or ends with: "(AFP)", "PARIS (Reuters) -", "Berlin (dpa) –". */
export function agencyOf(authors: readonly string[], textStart: string): string | null {
  for (const author of authors.slice(0, 20)) {
    const whole = named(author)
    if (whole) return whole
    // "AFP/dpa", "mit Material von dpa und AFP", "Anna Keller (SDA)"
    const parts = author
      .slice(0, 200)
      .split(/\s*(?:[/,;|+&()]|\s(?:and|und|et|e|y|en|och|og|with|avec|mit|via|from)\s)\s*/i)
    for (const part of parts.length > 1 ? parts : []) {
      const agency = named(part)
      if (agency) return agency
    }
  }
  const start = textStart.slice(0, 300).trim()
  const bracket = /^[^()（）\n]{0,80}[(（[【]([^()（）[\]【】]{2,60})[)）\]】]/u.exec(start)
  if (bracket?.[1]) {
    const before = start.slice(0, bracket.index + bracket[0].indexOf(bracket[1]) - 1).trim()
    // A place line, not a sentence: few words, each with a capital.
    if (isPlaceLine(before))
      for (const part of bracket[1].split(/\s*[/,;|+&]\s*/)) {
        const agency = named(part)
        if (agency) return agency
      }
  }
  const dash = /^([^\s–—:-][^–—:\n]{0,40}?)\s*(?:[–—]|--| - |:)\s/u.exec(start)
  if (dash?.[1]) {
    const words = dash[1].split(/[,/]\s*/)
    for (const word of words) {
      const agency = named(word)
      if (agency) return agency
    }
  }
  return null
}

function isPlaceLine(text: string): boolean {
  if (text === '') return true
  const words = text.split(/[\s,/]+/).filter(Boolean)
  if (words.length > 8) return false
  return words.every(
    (word) =>
      /^[\p{Lu}\p{Lt}\p{Lo}\d]|^(?:de|del|la|le|les|am|an|der|im|al|el|of|den|bei|sur|sous)$/u.test(word) ||
      /^[–—-]$/.test(word),
  )
}
