// Titles as services disguise them, turned back into what was written.

const twins: Record<string, string> = { '＆': '&', '＜': '<', '＞': '>', '＂': '"' }
/** In names of feeds more is disguised, as these may not stand in a stream's id. */
const twinsInNames: Record<string, string> = { ...twins, '？': '?', '＼': '\\', '／': '/', '，': ',', '；': ';' }

/** Scripts in which such letters are at home. */
const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\ud840-\ud8bf]/

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

export function titleOf(text: string, how: 'plain' | 'escaped' | 'fullWidth', isName: boolean): string {
  if (how === 'escaped') return unescaped(text).trim()
  return how === 'fullWidth' ? narrowed(text, isName ? twinsInNames : twins).trim() : text.trim()
}

/** FreshRSS writes full-width letters for `&` and `<`; beside letters as wide as these they were meant. */
function narrowed(text: string, known: Record<string, string>): string {
  return text.replace(/[＆＜＞＂？＼／，；]/g, (letter, at: number) => {
    const twin = known[letter]
    const [before = '', after = ''] = [text[at - 1], text[at + 1]]
    const atHome = (neighbour: string) => wide.test(neighbour) && known[neighbour] === undefined
    return twin === undefined || atHome(before) || atHome(after) ? letter : twin
  })
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    const letter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return letter ? String.fromCodePoint(code) : whole
  })
}
