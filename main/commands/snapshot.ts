// Everything a window needs to draw itself the first time.
import { ok } from '../contract/problems.ts'
import type { Desk, Verbs } from './desk.ts'
import { VERSION } from '../base/version.ts'

export const snapshotVerbs: Verbs<'app.snapshot'> = {
  async 'app.snapshot'(desk: Desk) {
    const { host, work } = desk
    const library = desk.library.stored
    const feeds = library.feeds()
    return ok({
      revision: library.revision,
      feeds,
      folders: library.folders(),
      counts: library.counts(),
      settings: library.settings(),
      progress: work.now(),
      online: host.surroundings.online(),
      problems: library.problems,
      version: VERSION,
      languages: host.languages,
      host: { name: host.name, keychain: host.secrets.protection },
      firstStart: feeds.length === 0,
      accounts: library.accounts(),
      accountStates: desk.syncs.states(),
      labels: library.labels(),
    })
  },
}
