// What signs an account in, as it lies in the keychain: nowhere else is it written.
import * as v from 'valibot'
import type { AccountId } from '../contract/models.ts'
import type { Credentials } from '../sync/service.ts'

export const secretName = (id: AccountId) => `account:${id}`

const schema = v.object({
  user: v.string(),
  secret: v.string(),
  app: v.optional(v.nullable(v.object({ id: v.string(), key: v.string() }))),
  session: v.optional(v.nullable(v.string())),
})

/** null: nothing there, or nothing that can be read. */
export function readCredentials(text: string | null): Credentials | null {
  if (text === null) return null
  try {
    const read = v.safeParse(schema, JSON.parse(text))
    return read.success ? read.output : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
