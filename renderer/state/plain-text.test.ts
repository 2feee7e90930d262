// Words out of stored text, and where a beginning may end.
import { expect, test } from 'vitest'
import { beginningOf, textOf } from './plain-text.ts'

test('words without markup', () => {
  expect(textOf('<p>One <b>two</b> &amp; &lt;three&gt;</p>\n<p>&#8220;four&#x201d;</p>')).toBe(
    'One two & <three> “four”',
  )
  expect(textOf('<'.repeat(100_000)).length).toBeLessThanOrEqual(24_000)
})

const html =
  '<h2>Head</h2><p>First. Second one is here. Third is “said.” Fourth.</p><figure><figcaption>no</figcaption></figure><p></p><p>Last para.</p>'

test.each([
  [500, ['First. Second one is here. Third is “said.” Fourth.', 'Last para.']],
  [52, ['First. Second one is here. Third is “said.” Fourth.']],
  [49, ['First. Second one is here. Third is “said.”']],
  [30, ['First. Second one is here.']],
  [5, []],
])('within %d', (characters, expected) => {
  expect(beginningOf(html, characters)).toEqual(expected)
})

test('Japanese ends its sentences otherwise', () => {
  expect(beginningOf('<p>市は決めた。次は公園だ。その後は不明だ。</p>', 13)).toEqual(['市は決めた。次は公園だ。'])
})
