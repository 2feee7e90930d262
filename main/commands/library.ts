// The house-keeping a reader can see: what lies on the disk, what may go, backups.
import { ok } from '../contract/problems.ts'
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
  'library.restore': ({ library }, { name }) => library.restore(name),
  'library.sample': (desk) => addSample(desk),
}
