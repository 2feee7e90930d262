// Writes articles nobody has written: deterministic English for the loopback newspaper.

/** Numbers between 0 and 1, always the same ones for a seed. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761 + 0x9e3779b9) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const PEOPLE = [
  'The harbour master',
  'A retired teacher',
  'The city council',
  'The owner of the bakery',
  'A spokeswoman for the railway',
  'The new conductor',
  'Two students',
  'The museum',
  'An engineer from the north',
  'The fishing union',
  'The head gardener',
  'A night-shift nurse',
]
const DEEDS = [
  'has opened',
  'wants to rebuild',
  'spent eleven years restoring',
  'refuses to sell',
  'found a letter about',
  'keeps a careful record of',
  'asked the court to protect',
  'has mapped',
  'is teaching children about',
  'quietly repaired',
  'published a study of',
  'voted to keep',
]
const THINGS = [
  'the old lighthouse',
  'a bridge that nobody used',
  'the ferry to the island',
  'the last steam crane',
  'an orchard of forgotten apples',
  'the night train',
  'the public library',
  'a swimming pool from 1931',
  'the tide tables',
  'the market hall',
  'a choir of amateurs',
  'the weather station',
]
const WHENS = [
  'on Tuesday morning',
  'after a long winter',
  'for the first time in forty years',
  'although money is short',
  'while the town was asleep',
  'in spite of many warnings',
  'before the season began',
  'with help from abroad',
  'as the river rose',
  'without telling anyone',
]
const LINKS = [
  'That is why',
  'Even so',
  'According to the report',
  'Those who remember it say that',
  'In the end',
  'What surprised everyone was that',
  'Nobody doubts that',
  'A year later',
  'For the neighbours',
  'Officials admit that',
]
const CLAIMS = [
  'the work will cost less than expected',
  'people came from every part of the country to see it',
  'the plans had been lying in a drawer since the war',
  'repairs could be finished before the autumn storms',
  'the decision was made with a majority of only two votes',
  'there is more to be learned from mistakes than from success',
  'young families have begun to move back into the old streets',
  'the sound could be heard far beyond the harbour wall',
  'everything depends on the weather of the next few weeks',
  'the money must be found somewhere else, and soon',
]
const QUOTES = [
  'We did not expect this, and we are glad of it',
  'You have to stand here at five in the morning to understand',
  'It belongs to all of us, not to one office',
  'I have seen worse winters, but not many',
  'Numbers are one thing, people are another',
]

export class Writer {
  readonly #roll: () => number
  constructor(seed: number) {
    this.#roll = dice(seed)
  }
  number(below: number): number {
    return Math.floor(this.#roll() * below)
  }
  pick<T>(list: readonly T[]): T {
    const one = list[this.number(list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  headline(): string {
    return `${this.pick(PEOPLE)} ${this.pick(DEEDS)} ${this.pick(THINGS)}`
  }
  sentence(): string {
    switch (this.number(4)) {
      case 0:
        return `${this.pick(PEOPLE)} ${this.pick(DEEDS)} ${this.pick(THINGS)} ${this.pick(WHENS)}.`
      case 1:
        return `${this.pick(LINKS)} ${this.pick(CLAIMS)}, and ${this.pick(CLAIMS)}.`
      case 2:
        return `“${this.pick(QUOTES)},” said ${this.pick(PEOPLE).replace(/^(The|An?|Two) /, (article) => article.toLowerCase())}, who ${this.pick(DEEDS)} ${this.pick(THINGS)}.`
      default:
        return `${this.pick(LINKS)} ${this.pick(CLAIMS)}.`
    }
  }
  paragraph(sentences = 3 + this.number(3)): string {
    return Array.from({ length: sentences }, () => this.sentence()).join(' ')
  }
  crosshead(): string {
    const thing = this.pick(THINGS)
    return `What became of ${thing}`
  }
}
