// Google's ClientLogin: a name and a password for a word that later requests show.
import { fail, ok, type Result } from '../../contract/problems.ts'
import { exchange, hostOf, refusalOf, textOf } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'

export const appHeaders = ({ app }: Pick<Credentials, 'app'>): Record<string, string> =>
  app ? { appid: app.id.trim(), appkey: app.key.trim() } : {}

/** Answers with what later requests show for it. Secrets go into the body: queries end up in logs. */
export async function enter(
  context: ServiceContext,
  address: string,
  { user, secret, app = null }: Credentials,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const answer = await exchange(context, {
    url: `${address}/accounts/ClientLogin`,
    headers: appHeaders({ app }),
    form: [
      ['Email', user],
      ['Passwd', secret],
      ['service', 'reader'],
      ['accountType', 'HOSTED_OR_GOOGLE'],
      ['client', 'Broadsheet'],
    ],
    signal,
  })
  if (!answer.ok) return answer
  const text = textOf(answer.value)
  const problem = refusalOf(answer.value, context.now())
  if (problem?.kind === 'signInRefused' && /app ?(id|key)/i.test(text.slice(0, 500)))
    return fail({ kind: 'signInRefused', field: 'app' })
  if (problem) return fail(problem)
  // A page that asks to sign in comes with 200, too.
  const auth = /^Auth=(\S{1,4000})\s*$/m.exec(text.slice(0, 20_000))?.[1]
  return auth ? ok(auth) : fail({ kind: 'oddAnswer', host: hostOf(address), what: 'no Auth= in it' })
}
