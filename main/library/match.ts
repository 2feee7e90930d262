// Decides which of a feed's articles an item is: what its service calls it, then from the surest sign to the weakest, never one article for two items,
// and nothing by a sign that several bear.
import type { ArticleId } from '../contract/models.ts'
import type { Identity, Match } from './writes.ts'
import { keysFor } from './identity.ts'
import { hasRemote } from './record.ts'
import { flag, type Keys, type Register } from './register.ts'

interface Item {
  keys: Keys
  titleLength: number
  taken: Match | null
}
interface Known {
  id: ArticleId
  keys: Keys
  taken: boolean
}

/** What item and article must have in common, as one number; 0: does not bear this sign. */
type Sign = (keys: Keys) => number
type Agrees = (item: Item, known: Keys) => boolean

/** 52 bits of two hashes: as much as a number holds exactly. */
const joined = (a: number, b: number): number => (b & 0xfffff) * 0x1_0000_0000 + a
const mixed = (a: number, b: number): number => Math.imul(a ^ (b >>> 15), 0x9e3779b1) ^ b
const has = (a: number, b = 1): boolean => a !== 0 && b !== 0

const guid: Sign = (k) => joined(k.guidA, k.guidB)
const link: Sign = (k) => joined(k.linkA, k.linkB)
const both: Sign = (k) => (has(k.guidA, k.linkA) ? joined(mixed(k.guidA, k.linkA) >>> 0, mixed(k.linkB, k.guidB)) : 0)
const all: Sign = (k) =>
  joined(mixed(mixed(k.guidA, k.linkA), k.title) >>> 0, mixed(mixed(k.guidB, k.linkB), k.published)) + 1
const everything: Sign = (k) =>
  joined(mixed(mixed(mixed(k.guidA, k.linkA), k.title), k.hash) >>> 0, mixed(mixed(k.guidB, k.linkB), k.published)) + 1
const pathAndTitle: Sign = (k) => (has(k.path, k.title) ? joined(k.path, k.title) : 0)
const titleAndDate: Sign = (k) => (has(k.title, k.published) ? joined(k.title, k.published) : 0)
const titleAlone: Sign = (k) => (has(k.guidA) || has(k.linkA) ? 0 : k.title)

const sameTitle = (a: Keys, b: Keys): boolean => has(a.title) && a.title === b.title
const sameDate = (a: Keys, b: Keys): boolean => has(a.published) && a.published === b.published
const datesMayAgree = (a: Keys, b: Keys): boolean => !has(a.published, b.published) || a.published === b.published
const guidsContradict = (a: Keys, b: Keys): boolean =>
  has(a.guidA, b.guidA) && (a.guidA !== b.guidA || a.guidB !== b.guidB)
const linksContradict = (a: Keys, b: Keys): boolean =>
  has(a.linkA, b.linkA) && (a.linkA !== b.linkA || a.linkB !== b.linkB)

/** Titles shorter than this come again: "Photo of the day". */
const tellingTitle = 20

const rules: { sign: Sign; agrees?: Agrees; several?: true }[] = [
  // Word for word the same: several such are taken in order.
  { sign: everything, several: true },
  { sign: both },
  { sign: guid },
  { sign: all },
  {
    sign: link,
    agrees: ({ keys }, known) =>
      sameTitle(keys, known) || sameDate(keys, known) || (!guidsContradict(keys, known) && has(keys.path)),
  },
  // The paper has moved to another host.
  { sign: pathAndTitle, agrees: ({ keys }, known) => datesMayAgree(keys, known) },
  // New guids and new addresses.
  {
    sign: titleAndDate,
    agrees: ({ keys, titleLength }, known) =>
      titleLength >= tellingTitle || !(guidsContradict(keys, known) && linksContradict(keys, known)),
  },
  {
    sign: titleAlone,
    agrees: ({ keys }, known) => datesMayAgree(keys, known) && !has(known.guidA) && !has(known.linkA),
  },
]

/** `register.loadKeys` has been called. */
export function matchItems(register: Register, ids: readonly ArticleId[], identities: readonly Identity[]): Match[] {
  const items = identities.map((identity): Item => {
    return { keys: keysFor(identity), titleLength: identity.title?.trim().length ?? 0, taken: null }
  })
  const known = alike(register, ids, items).map((id): Known => ({ id, keys: register.keys(id), taken: false }))
  const linked = items.filter(({ keys }) => hasRemote(keys))
  if (linked.length > 0) {
    takeLinked(register, linked, known)
    // What the service calls otherwise is another article, however much they look alike.
    byRules(
      register,
      linked.filter(({ taken }) => !taken),
      known.filter(({ keys }) => !hasRemote(keys)),
    )
  }
  byRules(register, linked.length > 0 ? items.filter(({ keys }) => !hasRemote(keys)) : items, known)
  return items.map(({ taken }) => taken ?? { state: 'new' })
}

function byRules(register: Register, items: Item[], known: Known[]): void {
  for (const { sign, agrees, several } of rules) {
    if (items.every(({ taken }) => taken)) return
    apply(register, items, known, sign, agrees, several ?? false)
  }
}

const remoteText = ({ remoteA, remoteB, remoteC }: Keys): string => `${remoteA} ${remoteB} ${remoteC}`

/** The service says which it is. An item that comes twice is one article. */
function takeLinked(register: Register, items: Item[], known: Known[]): void {
  const byRemote = new Map<string, Known>()
  for (const one of known) {
    const text = remoteText(one.keys)
    const other = byRemote.get(text)
    if (hasRemote(one.keys) && (!other || register.flags(other.id) & flag.removed)) byRemote.set(text, one)
  }
  for (const item of items) {
    const one = byRemote.get(remoteText(item.keys))
    if (!one) continue
    one.taken = true
    item.taken = outcome(register, item, one)
  }
}

/** Articles that have anything at all in common with one of the items: of thousands mostly as many as there are items. */
function alike(register: Register, ids: readonly ArticleId[], items: readonly Item[]): ArticleId[] {
  const borne = new Set<number>()
  const texts = new Set<number>()
  /** The part of remote ids that differs most. */
  const remotes = new Set<number>()
  for (const { keys } of items) {
    for (const key of [keys.guidA, keys.linkA, keys.path, keys.title]) borne.add(key)
    if (hasRemote(keys)) remotes.add(keys.remoteB)
    if (!isBare(keys.guidA, keys.linkA, keys.title)) continue
    borne.add(keys.published)
    texts.add(keys.hash)
  }
  borne.delete(0)
  return ids.filter((id) => {
    const columns = register.keyColumnsOf(id)
    const row = register.row(id)
    const guidA = columns?.guidA[row] ?? 0
    const linkA = columns?.linkA[row] ?? 0
    const title = columns?.title[row] ?? 0
    if (borne.has(guidA) || borne.has(linkA) || borne.has(title) || borne.has(columns?.path[row] ?? 0)) return true
    if (remotes.size > 0 && remotes.has(columns?.remoteB[row] ?? 0)) return true
    if (texts.size === 0 || !isBare(guidA, linkA, title)) return false
    return borne.has(columns?.published[row] ?? 0) || texts.has(columns?.hash[row] ?? 0)
  })
}

const isBare = (guidA: number, linkA: number, title: number): boolean => !has(guidA) && !has(linkA) && !has(title)

function apply(
  register: Register,
  items: Item[],
  known: Known[],
  sign: Sign,
  agrees: Agrees | undefined,
  several: boolean,
): void {
  const wanted = new Map<number, { items: Item[]; known: Known[] }>()
  for (const item of items) {
    const key = sign(item.keys)
    if (key === 0) continue
    const group = wanted.get(key)
    if (group) group.items.push(item)
    else wanted.set(key, { items: [item], known: [] })
  }
  for (const one of known) {
    const key = sign(one.keys)
    if (key !== 0) wanted.get(key)?.known.push(one)
  }
  for (const group of wanted.values()) {
    if (!several && (group.items.length > 1 || group.known.length > 1)) continue
    for (const [index, item] of group.items.entries()) {
      const one = group.known[index]
      if (!one || one.taken || item.taken || (agrees && !agrees(item, one.keys))) continue
      one.taken = true
      item.taken = outcome(register, item, one)
    }
  }
}

function outcome(register: Register, item: Item, { id, keys }: Known): Match {
  if (register.flags(id) & flag.removed) return { state: 'removed', id }
  return { state: item.keys.hash === keys.hash ? 'same' : 'changed', id }
}
