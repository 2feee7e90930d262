// The three doors of a Miniflux (its own API, Google Reader's, Fever's), and how a reader of it is given keys to all.
import { createHash, randomBytes } from 'node:crypto'
import { quote } from './postgres.ts'

export interface Login {
  user: string
  password: string
}

/** Each API has its own user and password, as with a real one. */
export interface Logins {
  native: Login & { token: string }
  googleReader: Login
  fever: Login
}

export const feverKey = ({ user, password }: Login): string =>
  createHash('md5').update(`${user}:${password}`).digest('hex')

export const basic = ({ user, password }: Login): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

export const loginsFor = (name: string, password = `${name}-pass-1`): Logins => ({
  native: { user: name, password, token: randomBytes(24).toString('base64url') },
  googleReader: { user: `${name}-reader`, password: `${name}-reader-pass-1` },
  fever: { user: `${name}-fever`, password: `${name}-fever-pass-1` },
})

/** What the settings page would store for a user who is there: a bcrypt hash for Google Reader, md5 for Fever. */
export function openDoors({ native, googleReader, fever }: Logins): string {
  const id = `(select id from users where username=${quote(native.user)})`
  return `
begin;
insert into integrations(user_id) values (${id}) on conflict do nothing;
update integrations set
  googlereader_enabled=true, googlereader_username=${quote(googleReader.user)},
  googlereader_password=crypt(${quote(googleReader.password)}, gen_salt('bf', 6)),
  fever_enabled=true, fever_username=${quote(fever.user)}, fever_token=${quote(feverKey(fever))}
  where user_id=${id};
insert into api_keys(user_id, token, description) values (${id}, ${quote(native.token)}, 'tests') on conflict do nothing;
commit;`
}

/** null: all doors open; else which one does not. */
export async function closedDoor(url: string, { native, googleReader, fever }: Logins): Promise<string | null> {
  const ask = (path: string, init: RequestInit) => fetch(url + path, { ...init, signal: AbortSignal.timeout(20_000) })
  const me = await ask('/v1/me', { headers: { authorization: basic(native) } })
  if (me.status !== 200) return `refuses the user ${native.user} (${me.status})`
  const token = await ask('/v1/me', { headers: { 'x-auth-token': native.token } })
  if (token.status !== 200) return `refuses the token (${token.status})`
  const reader = await ask('/accounts/ClientLogin', {
    method: 'POST',
    body: new URLSearchParams({ Email: googleReader.user, Passwd: googleReader.password }),
  })
  if (!/^Auth=/m.test(await reader.text())) return `refuses the Google Reader user ${googleReader.user}`
  const answer = await ask('/fever/?api', { method: 'POST', body: new URLSearchParams({ api_key: feverKey(fever) }) })
  if (!/"auth":\s*1/.test(await answer.text())) return `refuses the Fever user ${fever.user}`
  return null
}
