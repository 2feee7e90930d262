// How a Fever interface is asked: always with the key in the body, one selector a call, and "no" said with 200.
import * as v from 'valibot'
import { fail, ok, type Result } from '../../contract/problems.ts'
import { hostOf, json, request, type Pair } from '../http.ts'
import type { Credentials, ServiceContext } from '../service.ts'
import { md5 } from './md5.ts'

/** What is kept in the place of the password. */
export const keyOf = (user: string, password: string): string => md5(`${user}:${password}`)

/** 1, "1" or true, as servers please. */
export const flag = v.pipe(
  v.union([v.number(), v.string(), v.boolean()]),
  v.transform((said) => Number(said) === 1),
)

const greeting = v.object({ auth: flag })

export const urlOf = (address: string, selector: string): string =>
  `${address}${address.endsWith('.php') ? '' : '/'}?api${selector === '' ? '' : `&${selector}`}`

export class FeverSession {
  readonly host: string
  /** FreshRSS, whose place this is, writes other letters for some. */
  readonly writing: 'plain' | 'fullWidth'
  readonly #context: ServiceContext
  readonly #address: string
  readonly #key: string

  constructor(context: ServiceContext, address: string, { secret }: Pick<Credentials, 'secret'>) {
    this.host = hostOf(address)
    this.writing = address.endsWith('/api/fever.php') ? 'fullWidth' : 'plain'
    this.#context = context
    this.#address = address
    this.#key = secret
  }

  async ask<const S extends v.GenericSchema>(
    selector: string,
    schema: S,
    signal?: AbortSignal,
    more: readonly Pair[] = [],
  ): Promise<Result<v.InferOutput<S>>> {
    const answer = await request(this.#context, {
      url: urlOf(this.#address, selector),
      form: [['api_key', this.#key], ...more],
      signal,
    })
    if (!answer.ok) return answer
    const said = json(answer.value, greeting)
    if (!said.ok) return said
    return said.value.auth ? json(answer.value, schema) : fail({ kind: 'signInRefused', field: 'userOrSecret' })
  }

  /** Sets one mark of one article; what it is set to already is no failure. */
  async mark(as: 'read' | 'unread' | 'saved' | 'unsaved', id: string, signal: AbortSignal): Promise<Result<null>> {
    const answer = await this.ask('', greeting, signal, [
      ['mark', 'item'],
      ['as', as],
      ['id', id],
    ])
    return answer.ok ? ok(null) : answer
  }
}
