// The house-keeping a reader can see: what lies on the disk, what may go, backups.
import { ok } from '../contract/problems.ts'
import { withoutMarks } from '../sync/scene.ts'
import type { Verbs } from './desk.ts'
import { addSample } from './sample.ts'

export const libraryVerbs: Verbs<
  | 'library.storage'
  | 'library.previewRetention'
  | 'library.applyRetention'
  | 'library.backups'
  | 'library.backup'
  | 'library.restore'
  | 'library.sample'
> = {
  'library.storage': async ({ library }) => ok(await library.storage()),
  'library.previewRetention': async ({ library }, input) => ok(await library.previewRetention(input)),
  'library.applyRetention': async ({ library }) => ok(await library.applyRetention()),
  'library.backups': async ({ library }) => ok(await library.backups()),
  'library.backup': async ({ library }) => ok(await library.backup()),
  async 'library.restore'({ library, syncs }, { name }) {
    const restored = await library.restore(name)
    if (!restored.ok) return restored
    for (const { id } of library.accounts())
      // What runs would set its bookmark behind marks that are older here now.
      await syncs.apart(id, async () => {
        const account = library.account(id)
        if (account) await library.apply([{ kind: 'accounts.put', accounts: [withoutMarks(account)] }])
      })
    return restored
  },
  'library.sample': (desk) => addSample(desk),
}
