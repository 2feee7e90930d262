// The reader's preferences, and stopping long work.
import { fail, ok } from '../contract/problems.ts'
import type { Settings } from '../contract/models.ts'
import type { Verbs } from './desk.ts'

export const settingsVerbs: Verbs<'settings.change' | 'work.cancel'> = {
  async 'settings.change'(desk, { settings }) {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const next: Settings = { ...desk.library.settings(), ...given }
    await desk.library.apply([{ kind: 'settings.put', settings: next }])
    return ok(next)
  },

  async 'work.cancel'(desk, { task }) {
    return desk.work.cancel(task) ? ok(null) : fail({ kind: 'notFound', noun: 'file', id: task })
  },
}
