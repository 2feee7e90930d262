// The clients of services, one for each account: opened with what the keychain has, kept as long as that is true.
import type { Account, AccountId } from '../contract/models.ts'
import { fail, ok, type Result } from '../contract/problems.ts'
import type { Client, Credentials, Service, ServiceContext } from '../sync/service.ts'
import { readCredentials, secretName } from './credentials.ts'
import type { Desk } from './desk.ts'
import { serviceContext } from './service-context.ts'

export interface Clients {
  /** What every service is given to work with. */
  readonly context: ServiceContext
  open(account: Account): Promise<Result<Client>>
  /** null: not opened so far. */
  opened(id: AccountId): Client | null
  /** The keychain had no secret for it when it was last asked. */
  lacksSecret(id: AccountId): boolean
  /** It has answered from a private address. */
  isPrivate(id: AccountId): boolean
  /** The secret or the address is another from now on. */
  close(id: AccountId): void
}

export function createClients(desk: () => Desk, services: readonly Service[]): Clients {
  const clients = new Map<AccountId, Client>()
  const lacking = new Set<AccountId>()
  const atHome = new Set<AccountId>()
  let context: ServiceContext | null = null
  const common = () => (context ??= serviceContext(desk().host))

  function watched(id: AccountId): ServiceContext {
    const { wire, ...others } = common()
    return {
      ...others,
      wire: {
        async request(request) {
          const answer = await wire.request(request)
          if (answer.ok && answer.value.private) atHome.add(id)
          return answer
        },
      },
    }
  }

  return {
    get context() {
      return common()
    },
    async open(account) {
      const { id } = account
      const known = clients.get(id)
      if (known) return ok(known)
      const { host } = desk()
      const service = services.find(({ name }) => name === account.service)
      if (!service) return fail({ kind: 'notOffered', accountId: id, ability: account.service })
      const needsNone = service.infos.every(({ secret }) => secret === 'none')
      const credentials = needsNone ? { user: '', secret: '' } : readCredentials(await host.secrets.get(secretName(id)))
      if (!credentials) {
        lacking.add(id)
        return fail({ kind: 'signInExpired', accountId: id })
      }
      lacking.delete(id)
      const keep = (renewed: Credentials) => {
        // One that was closed has an older secret.
        if (clients.get(id) !== client) return
        void host.secrets.set(secretName(id), JSON.stringify(renewed)).then((kept) => {
          if (!kept.ok) host.log(`account ${id}: the session could not be kept`)
        })
      }
      const client = service.open(watched(id), account, credentials, keep)
      clients.set(id, client)
      return ok(client)
    },
    opened: (id) => clients.get(id) ?? null,
    lacksSecret: (id) => lacking.has(id),
    isPrivate: (id) => atHome.has(id),
    close(id) {
      clients.delete(id)
      lacking.delete(id)
      atHome.delete(id)
    },
  }
}
