import { describe, expect, it } from 'vitest'
import { accounts as accountsDe } from './de/accounts.ts'
import { article as articleDe } from './de/article.ts'
import { dialogs as dialogsDe } from './de/dialogs.ts'
import { problems as problemsDe } from './de/problems.ts'
import { shell as shellDe } from './de/shell.ts'
import { accounts } from './en/accounts.ts'
import { article } from './en/article.ts'
import { dialogs } from './en/dialogs.ts'
import { problems } from './en/problems.ts'
import { shell } from './en/shell.ts'
import { accounts as accountsFr } from './fr/accounts.ts'
import { article as articleFr } from './fr/article.ts'
import { dialogs as dialogsFr } from './fr/dialogs.ts'
import { problems as problemsFr } from './fr/problems.ts'
import { shell as shellFr } from './fr/shell.ts'
import type { Messages, Plural } from './message.ts'

const english: Record<string, Messages> = { shell, article, dialogs, problems, accounts }
const others: Record<string, Record<string, Messages>> = {
  de: { shell: shellDe, article: articleDe, dialogs: dialogsDe, problems: problemsDe, accounts: accountsDe },
  fr: { shell: shellFr, article: articleFr, dialogs: dialogsFr, problems: problemsFr, accounts: accountsFr },
}

/** The names in braces; `n` may be written out in words in a form ("1 Minute"). */
const names = (message: string | Plural | undefined): string[] => {
  if (message === undefined) return []
  const text = typeof message === 'string' ? message : message.other
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
}

describe.each(Object.keys(others))('the words in %s', (language) => {
  it.each(Object.keys(english))('say all that %s says, with the same arguments', (section) => {
    const theirs = others[language]?.[section] ?? {}
    const ours = english[section] ?? {}
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort())
    const differing = Object.keys(ours).filter((key) => names(ours[key]).join() !== names(theirs[key]).join())
    expect(differing).toEqual([])
    const empty = Object.entries(theirs).filter(
      ([, message]) => (typeof message === 'string' ? message : message.one && message.other).trim() === '',
    )
    expect(empty).toEqual([])
  })
})

describe('the words of one language', () => {
  it('name the same arguments in both forms of a plural, but for the number', () => {
    for (const sections of [english, ...Object.values(others)])
      for (const messages of Object.values(sections))
        for (const message of Object.values(messages))
          if (typeof message !== 'string') {
            const without = (form: string) => names(form).filter((name) => name !== 'n')
            expect(without(message.one), message.other).toEqual(without(message.other))
          }
  })
})
