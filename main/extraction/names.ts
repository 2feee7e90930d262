// How a page calls an element: by class and id, or by the data- attributes that sites with generated class names use instead.
import type { Element } from './parse.ts'

const calling =
  /^(?:data-(?:[a-z]+-)?(?:component|testid|test|id|qa|name|area|region|el|element|module|block|role|widget)|name)$/

export function namesOf(element: Element): string[] {
  // An element of the page's own making says what it is.
  const names: string[] = element.tagName.includes('-') ? [element.tagName] : []
  for (const { name, value } of element.attrs) {
    if (name === 'class') names.push(...value.slice(0, 1000).split(/\s+/))
    else if (value.length < 60 && (name === 'id' || (element.tagName !== 'a' && calling.test(name)))) names.push(value)
  }
  return names.filter(Boolean)
}
