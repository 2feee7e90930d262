// Walls are told from articles that only speak of walls.
import { describe, expect, test } from 'vitest'
import { wallOf } from './walls.ts'

const filler = 'The ministers met on Tuesday and spoke about the harbour, the bridges and the price of bread. '
type Given = Partial<Omit<Parameters<typeof wallOf>[0], 'text' | 'size'>> & { text?: string }
const page = ({ text, ...more }: Given) => {
  const whole = text ?? more.article ?? ''
  return wallOf({ head: '', title: 'A title', size: whole.length, text: () => whole, article: '', free: null, ...more })
}

describe('wallOf', () => {
  test.each([
    ['Cloudflare', { title: 'Just a moment...', text: 'Verifying you are human. This may take a few seconds.' }, 'bot'],
    [
      'a captcha',
      {
        title: 'paper.test',
        head: '<script src="https://ct.captcha-delivery.com/c.js">',
        text: 'Please enable JS and disable any ad blocker',
      },
      'bot',
    ],
    [
      'a refusal',
      { title: 'Access Denied', text: "You don't have permission to access this page. Reference #18.x" },
      'bot',
    ],
    ['a page without a script', { text: 'You need to enable JavaScript to run this app.' }, 'bot'],
    [
      'German consent',
      {
        article:
          'Wir und unsere 213 Partner verwenden Cookies. Mit Ihrer Einwilligung zeigen wir personalisierte Anzeigen. Mehr in der Datenschutzerklärung.',
      },
      'consent',
    ],
    ['a stub', { article: filler, text: `${filler} Subscribe to continue reading.`, free: null }, 'paywall'],
    ['a marked stub', { article: filler.repeat(5), free: false }, 'paywall'],
  ] as const)('%s', (_name, more, expected) => {
    expect(page(more)).toBe(expected)
  })

  test.each([
    ['an article', { article: filler.repeat(40) }],
    [
      'a short one with a login in its header',
      { article: filler.repeat(5), text: `Already a subscriber? Log in. ${filler.repeat(5)}` },
    ],
    [
      'a free one that offers a subscription',
      {
        article: filler.repeat(5),
        text: `${filler.repeat(5)} Subscribe to continue reading other articles.`,
        free: true,
      },
    ],
    [
      'one about consent',
      {
        article: `The court ruled that a click on "accept all" is no consent. ${filler.repeat(10)} The company named a legitimate interest and pointed to its privacy policy. ${filler.repeat(10)}`,
      },
    ],
    [
      'one about captchas',
      { title: 'Are you a robot? The history of a question', article: filler.repeat(50), head: 'px-captcha' },
    ],
    ['nothing at all', {}],
  ])('not %s', (_name, more) => {
    expect(page(more)).toBeNull()
  })
})
