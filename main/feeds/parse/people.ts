// Who wrote it, in each of the forms in which feeds name people.
import type { Element } from './element.ts'
import { collapse, hasMarkup, plainText } from './text.ts'
import { decodeReferences } from './references.ts'
import { resolveAddress } from '../../base/address.ts'
import type { Person } from '../../base/parsed-feed.ts'

const local = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/
const host = /[A-Za-z0-9.-]/

/** The first mail address in a line, found by its @ so that no line takes long. */
function mailIn(text: string): { start: number; end: number } | null {
  for (let at = text.indexOf('@'); at > 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > 0 && at - start < 64 && local.test(text.charAt(start - 1))) start--
    let end = at + 1
    while (end < text.length && end - at < 200 && host.test(text.charAt(end))) end++
    while (end > at && /[.-]/.test(text.charAt(end - 1))) end--
    if (start < at && text.slice(at + 1, end).includes('.')) return { start, end }
  }
  return null
}

/** "mail (Name)", "Name <mail>", "Name (mail)", a mail address, or a name. */
export function personIn(written: string): Person | null {
  let text = written.length > 2000 ? written.slice(0, 2000) : written
  if (hasMarkup(text)) text = plainText(text)
  else if (text.includes('&')) text = decodeReferences(text)
  text = collapse(text)
  if (text === '') return null
  const mail = mailIn(text)
  if (!mail) return { name: text, email: null, url: null }
  const email = text.slice(mail.start, mail.end).replace(/^mailto:/i, '')
  let name = `${text.slice(0, mail.start)}${text.slice(mail.end).replace(/^\?subject=\S+/, '')}`
    .replace(/mailto:/gi, '')
    .replace(/\(\s*\)|<\s*>|\[\s*\]/g, ' ')
    .trim()
  if (name.startsWith('(') && name.endsWith(')')) name = name.slice(1, -1)
  name = collapse(name.replace(/^[\s,;:-]+|[\s,;:-]+$/g, '').replace(/^"([^"]*)"$/, '$1'))
  if (/^[()<>[\]\s]*$/.test(name)) name = ''
  return { name: name === '' ? null : name, email, url: null }
}

/** An element with name, email and uri inside, or with a line of text. */
export function personOf(element: Element): Person | null {
  let name: string | null = null
  let email: string | null = null
  let url: string | null = null
  const visit = (children: Element[], depth: number): void => {
    for (const child of children) {
      const text = collapse(child.text)
      if (
        child.name === 'name' ||
        child.name === 'itunes:name' ||
        child.name === 'foaf:name' ||
        child.name === 'googleplay:name'
      )
        name ??= text || null
      else if (child.name === 'email' || child.name === 'itunes:email' || child.name === 'googleplay:email')
        email ??= text.replace(/^mailto:/i, '') || null
      else if (child.name === 'uri' || child.name === 'url' || child.name === 'homepage')
        url ??= resolveAddress(text, child.base)
      else if (child.name === 'foaf:mbox')
        email ??= (child.attributes['rdf:resource'] ?? text).replace(/^mailto:/i, '') || null
      else if (depth < 3) visit(child.children, depth + 1)
    }
  }
  visit(element.children, 0)
  if (name === null && email === null && element.text.trim() !== '') {
    const person = personIn(element.text)
    return person && { ...person, url }
  }
  if (name === null && email === null && url === null) return null
  return { name, email, url }
}

/** Adds a person, or what is new about one who is there already. */
export function addPerson(people: Person[], person: Person | null): void {
  if (!person || people.length >= 200) return
  const same = people.find(
    (other) =>
      (other.name !== null && other.name.toLowerCase() === person.name?.toLowerCase()) ||
      (other.email !== null &&
        other.email.toLowerCase() === person.email?.toLowerCase() &&
        (other.name === null || person.name === null)),
  )
  if (!same) people.push(person)
  else {
    same.name ??= person.name
    same.email ??= person.email
    same.url ??= person.url
  }
}
