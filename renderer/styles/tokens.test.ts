// Measures that every text can be read on every ground it may stand on, in each theme.
import { describe, expect, test } from 'vitest'
import source from './tokens.css?raw'

const block = (selector: string): string => {
  const start = source.indexOf(`${selector} {`)
  return start < 0 ? '' : source.slice(start, source.indexOf('\n}', start))
}

/** Colours of a theme; the themes without a block of their own are the two halves of light-dark(). */
function colours(theme: 'light' | 'dark' | 'sepia'): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', light = '', dark = ''] of block(':root').matchAll(
    /--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
  ))
    found.set(name, theme === 'dark' ? dark : light)
  if (theme === 'sepia')
    for (const [, name = '', value = ''] of block("[data-theme='sepia']").matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g))
      found.set(name, value)
  return found
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'surface', 'sunken']
const text = ['ink', 'ink-2', 'ink-3', 'accent', 'danger', 'ok', 'unread', 'kicker']

describe.each(['light', 'dark', 'sepia'] as const)('%s', (theme) => {
  const of = colours(theme)
  const measure = (one: string, other: string): number => contrast(of.get(one) ?? '', of.get(other) ?? '')

  test.each(grounds.flatMap((ground) => text.map((ink) => [ink, ground])))('%s on %s', (ink, ground) => {
    expect(measure(ink ?? '', ground ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['ink', 'ink-2', 'ink-3', 'accent', 'unread'])('%s on accent-soft', (ink) => {
    expect(measure(ink, 'accent-soft')).toBeGreaterThanOrEqual(4.5)
  })

  test('text on what is filled', () => {
    expect(measure('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5)
    expect(measure('ink', 'mark')).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds.flatMap((ground) => ['focus', 'rule-strong'].map((line) => [line, ground])))(
    '%s on %s can be seen as a line',
    (line, ground) => {
      expect(measure(line ?? '', ground ?? '')).toBeGreaterThanOrEqual(3)
    },
  )
})

test('sepia gives every colour of its own', () => {
  const own = [...block("[data-theme='sepia']").matchAll(/--([a-z0-9-]+):/g)].map(([, name]) => name)
  expect(own.sort()).toEqual([...colours('light').keys()].sort())
})
