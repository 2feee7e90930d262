// The small document behaves, in what Readability asks of it, as a whole one does.
import { readdirSync, readFileSync } from 'node:fs'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { LightElement, LightText } from './light-dom.ts'
import { LightPage } from './light-page.ts'
import { weigh } from './measure.ts'
import { normalise } from './normalise.ts'
import { readDocument } from './parse.ts'

const folder = new URL('./fixtures/', import.meta.url)
const options = { disableJSONLD: true, keepClasses: true }
type Page = ConstructorParameters<typeof Readability>[0]

describe('Readability reads the same', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html'))
  test.each(names)('%s', (name) => {
    const document = readDocument(readFileSync(new URL(name, folder), 'utf8'))
    const light = new LightPage('A title that no page has', 'https://paper.test/a')
    normalise(document, 'https://paper.test/a', weigh(document), light.body)
    const inside = light.body.innerHTML
    const whole = parseHTML(
      `<!doctype html><html><head><title>A title that no page has</title><base href="https://paper.test/a"></head><body>${inside}</body></html>`,
    )
    const found = new Readability<string>(light as unknown as Page, options).parse()
    const expected = new Readability<string>(whole.document, options).parse()
    const words = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim()
    expect(words(found?.textContent)).toBe(words(expected?.textContent))
  })
})

describe('LightElement', () => {
  const made = (name: string, ...children: (LightElement | LightText | string)[]) => {
    const element = new LightElement(name)
    for (const child of children) element.appendChild(typeof child === 'string' ? new LightText(child) : child)
    return element
  }

  test('forgets the text of everything around a change', () => {
    const inner = made('p', 'one')
    const root = made('div', made('div', inner), ' two')
    expect(root.textContent).toBe('one two')
    inner.appendChild(new LightText(' and'))
    expect(root.textContent).toBe('one and two')
    inner.remove()
    expect(root.textContent).toBe(' two')
    expect(root.innerHTML).toBe('<div></div> two')
  })

  test('moves a child that has a place already', () => {
    const [first, second] = [made('b', '1'), made('i', '2')]
    const root = made('div', first, second)
    root.appendChild(first)
    expect(root.innerHTML).toBe('<i>2</i><b>1</b>')
    root.replaceChild(first, second)
    expect(root.childNodes).toEqual([first])
    expect(second.parentNode).toBeNull()
  })

  test('finds elements by name, in order, below itself only', () => {
    const deep = made('p', made('a', 'x'))
    const root = made('div', made('h2'), made('section', deep), made('p'))
    made('div', root, made('p'))
    expect(root.querySelectorAll('p,h2').map((each) => each.tagName)).toEqual(['H2', 'P', 'P'])
    expect(root.getElementsByTagName('a')).toHaveLength(1)
    expect(root.getElementsByTagName('div')).toEqual([])
  })

  test('writes what reads the same again', () => {
    const root = made('div', 'a < b & c', made('pre', '\n\nx'), made('br'))
    root.children[0]?.setAttribute('title', '"quoted" <b>')
    const { body } = new LightPage('', 'https://paper.test/a')
    body.innerHTML = root.innerHTML
    expect(body.innerHTML).toBe(root.innerHTML)
    expect(body.textContent).toBe('a < b & c\n\nx')
    expect(body.children[0]?.getAttribute('title')).toBe('"quoted" <b>')
  })

  test('knows what its style hides', () => {
    const element = made('p')
    element.setAttribute('style', 'color:red; DISPLAY : None !important;visibility:hidden')
    expect(element.style).toEqual({ display: 'none', visibility: 'hidden' })
    element.removeAttribute('style')
    expect(element.style).toEqual({ display: '', visibility: '' })
  })
})
