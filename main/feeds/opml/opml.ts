// OPML, in which readers carry their feeds from one program to another: in and out.
export { parseOpml, type OpmlContent } from './read-opml.ts'
export { outlinesOf, writeOpml } from './write-opml.ts'
