// Drafts of folders, and of what their services are to be told.
import type { Account, Folder, FolderId, Instant, PendingChange } from '../contract/models.ts'
import type { Ahead } from './ahead.ts'
import type { PlainDeed } from './deeds.ts'
import { WishDraft } from './draft-wishes.ts'
import type { Write } from './writes.ts'

type Of<K extends Write['kind']> = Extract<Write, { kind: K }>

export class FolderDraft {
  readonly #ahead: Ahead
  readonly #deeds: PlainDeed[]
  readonly #wishes: WishDraft

  constructor(ahead: Ahead, now: Instant, deeds: PlainDeed[]) {
    this.#ahead = ahead
    this.#deeds = deeds
    this.#wishes = new WishDraft(ahead, now, deeds)
  }

  put({ folders, service = false }: Of<'folders.put'>): void {
    const put: Folder[] = []
    for (const folder of folders) {
      const next = service ? this.#fromService(folder) : this.#fromReader(folder)
      if (!next) continue
      this.#ahead.folders.set(next.id, next)
      put.push(next)
    }
    if (put.length > 0) this.#deeds.push(['folders', put])
    this.#wishes.flush()
  }

  #fromReader(folder: Folder): Folder {
    const { id, remoteId } = folder
    const was = this.#ahead.folders.get(id)
    const moved = was !== undefined && (was.accountId ?? null) !== (folder.accountId ?? null)
    const from = moved ? this.#ahead.account(was.accountId) : null
    const account = this.#ahead.account(folder.accountId)
    if (from) {
      this.#wishes.drop(from, wishesFor(id))
      if (account && was?.remoteId != null) this.#wishes.add(from, gone(was.remoteId, was))
    }
    if (!account) return folder
    if (was && !moved) {
      if (was.title !== folder.title) this.#rename(account, id)
      return folder
    }
    if (remoteId != null && this.#wishes.waits(account, gone(remoteId, folder))) {
      this.#wishes.drop(account, [gone(remoteId, folder)])
      this.#rename(account, id)
      return folder
    }
    // The account has taken back what is its own.
    if (moved && !from && remoteId != null) return folder
    this.#wishes.add(account, { on: 'folder', id, key: 'add' })
    return { ...folder, remoteId: null }
  }

  #rename(account: Account, id: FolderId): void {
    if (account.abilities.renameFolder) this.#wishes.add(account, { on: 'folder', id, key: 'title' })
  }

  #fromService(folder: Folder): Folder | null {
    const { id, accountId, remoteId } = folder
    const account = this.#ahead.account(accountId)
    if (!account) return accountId == null ? folder : null
    const was = this.#ahead.folders.get(id)
    if (!was) return remoteId != null && this.#wishes.waits(account, gone(remoteId, folder)) ? null : folder
    const waits = wishesFor(id).some((change) => this.#wishes.waits(account, change))
    return waits ? { ...folder, title: was.title } : folder
  }

  remove({ ids, service = false }: Of<'folders.remove'>): void {
    const going = ids.filter((id) => {
      const folder = this.#ahead.folders.get(id)
      if (!folder) return false
      const account = this.#ahead.account(folder.accountId)
      if (account) {
        if (service && this.#wishes.waits(account, { on: 'folder', id, key: 'add' })) return false
        this.#wishes.drop(account, wishesFor(id))
        if (!service && folder.remoteId != null) this.#wishes.add(account, gone(folder.remoteId, folder))
      }
      this.#ahead.folders.delete(id)
      return true
    })
    if (going.length > 0) this.#deeds.push(['unfold', going])
    this.#wishes.flush()
  }
}

const wishesFor = (id: FolderId): PendingChange[] => [
  { on: 'folder', id, key: 'add' },
  { on: 'folder', id, key: 'title' },
]

const gone = (remoteId: string, { title }: Folder): PendingChange => ({ on: 'gone', key: 'folder', remoteId, title })
