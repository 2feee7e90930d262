// The reader's preferences, where secrets may lie, and stopping long work.
import { fail, ok } from '../contract/problems.ts'
import type { Settings } from '../contract/models.ts'
import type { Verbs } from './desk.ts'

export const settingsVerbs: Verbs<'settings.change' | 'secrets.keepInFile' | 'work.cancel'> = {
  async 'settings.change'(desk, { settings }) {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const next: Settings = { ...desk.library.settings(), ...given }
    await desk.library.apply([{ kind: 'settings.put', settings: next }])
    return ok(next)
  },

  async 'secrets.keepInFile'({ host: { secrets }, announce }) {
    const kept = (await secrets.keepInFile?.()) ?? ok(null)
    if (!kept.ok) return kept
    announce({ kind: 'keychain.changed', keychain: secrets.protection })
    return ok({ keychain: secrets.protection })
  },

  async 'work.cancel'(desk, { task }) {
    return desk.work.cancel(task) ? ok(null) : fail({ kind: 'notFound', noun: 'file', id: task })
  },
}
