// An element of a feed as scan.ts hands it on.

export interface Element {
  /** One spelling: `title`, `dc:creator`. */
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** Own text, references resolved. In text constructs with `inline`: the markup inside as it was written. */
  text: string
  inline: boolean
  /** xml:base in force; '' when there is none. */
  base: string
  /** xml:lang in force. */
  language: string | null
}
