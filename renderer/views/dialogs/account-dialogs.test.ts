import { describe, expect, it } from 'vitest'
import type { PendingChange } from '../../../main/contract/models.ts'
import type { Problem } from '../../../main/contract/problems.ts'
import { demoServices, everything } from '../../bridge/demo-services.ts'
import { fieldOf } from './account-problem.ts'
import { changeWords } from './outbox-words.ts'
import { serviceWords } from './service-words.ts'

describe('a refused sign-in', () => {
  it.each<[Problem, string]>([
    [{ kind: 'signInRefused', field: 'user' }, 'user'],
    [{ kind: 'signInRefused', field: 'userOrSecret' }, 'secret'],
    [{ kind: 'signInRefused', field: 'app' }, 'app'],
    [{ kind: 'noKeychain' }, 'secret'],
    [{ kind: 'notThisService', url: 'https://a.example' }, 'address'],
    [{ kind: 'apiSwitchedOff', url: 'https://a.example' }, 'address'],
    [{ kind: 'certificateRefused', host: 'a.example', code: 'x' }, 'address'],
    [{ kind: 'offline' }, 'address'],
  ])('is said beside the field that is wrong: %o', (problem, field) => {
    expect(fieldOf(problem)).toBe(field)
  })
})

describe('a service', () => {
  it('says what it cannot do', () => {
    const of = (more: Partial<typeof everything>) =>
      serviceWords({ abilities: { ...everything, labels: true, ...more }, proof: 'server' })
    expect(of({})).toEqual(['Feeds, folders, read, saved and labels.'])
    expect(of({ labels: false })).toEqual(['Feeds, folders, read and saved.', 'Labels stay on this computer.'])
    expect(of({ follow: false, unfollow: false, moveFeed: false, renameFeed: false })).toEqual([
      'Feeds and folders are changed on its website only.',
    ])
    expect(of({ renameFeed: false, save: false })).toEqual([
      'Feeds cannot be renamed from here.',
      'What you save stays on this computer.',
    ])
  })

  it('never says nothing, and says when it was never seen running', () => {
    for (const info of demoServices) expect(serviceWords(info).join(' ')).toMatch(/^[A-Z].+\.$/)
    expect(serviceWords({ abilities: everything, proof: 'documentation' }).at(-1)).toMatch(/not tested/)
    expect(serviceWords({ abilities: everything, proof: 'recordings' }).join()).not.toMatch(/recordings/)
    expect(serviceWords({ abilities: everything, proof: 'recordings' }, true).at(-1)).toMatch(/recordings/)
  })
})

describe('a change that is to be sent', () => {
  it('is said in words, each its own', () => {
    const changes: PendingChange[] = [
      { on: 'article', id: 1, key: 'read', value: true },
      { on: 'article', id: 1, key: 'read', value: false },
      { on: 'article', id: 1, key: 'saved', value: true },
      { on: 'article', id: 1, key: 'saved', value: false },
      { on: 'article', id: 1, key: 'label', label: 'Tea', value: true },
      { on: 'article', id: 1, key: 'label', label: 'Tea', value: false },
      { on: 'feed', id: 1, key: 'follow' },
      { on: 'feed', id: 1, key: 'title' },
      { on: 'feed', id: 1, key: 'folder' },
      { on: 'folder', id: 1, key: 'add' },
      { on: 'gone', key: 'feed', remoteId: '4', title: 'A' },
      { on: 'gone', key: 'folder', remoteId: '4', title: 'A' },
    ]
    const words = changes.map(changeWords)
    expect(new Set(words).size).toBe(changes.length)
    expect(words[4]).toBe('Label “Tea”')
  })
})
