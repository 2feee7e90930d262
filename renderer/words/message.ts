// What a message table may hold, and which arguments a message needs: read from its English text by the compiler.

/** Forms by Intl.PluralRules, chosen by the argument `n`. */
export interface Plural {
  one: string
  other: string
}
export type Messages = Record<string, string | Plural>

/** The same keys in another language: a missing or superfluous key does not compile. */
export type Translation<T extends Messages> = { [K in keyof T]: T[K] extends string ? string : Plural }

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type NamesOf<M> = M extends string ? Names<M> : M extends Plural ? 'n' | Names<M['one']> | Names<M['other']> : never

/** `{name}` in the text becomes a key here; `n` must be a number in plurals. */
export type Args<M> = { [K in NamesOf<M>]: K extends 'n' ? number : string | number }

export function fill(
  message: string | Plural,
  args: Record<string, string | number>,
  rules: Intl.PluralRules,
  number: Intl.NumberFormat,
): string {
  const text =
    typeof message === 'string' ? message : rules.select(Number(args['n'])) === 'one' ? message.one : message.other
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name]
    return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value
  })
}
