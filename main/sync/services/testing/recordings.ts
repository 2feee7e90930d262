// What real servers answered, one file for each server and API; what the recordings are stands in README.md beside them.
import { readFileSync } from 'node:fs'

export type RecordingName = `miniflux-${'2.3.4' | '2.2.6'}-${'native' | 'google-reader' | 'fever'}` | 'tt-rss-15'

export interface Recording {
  name: string
  note?: string
  /** Lists (or texts) of the answer that were shortened, by their place in it, and how long they had been. */
  cut?: Record<string, number>
  request: {
    method: string
    path: string
    /** As sent, without '?'. */
    query: string
    headers: Record<string, string>
    body: string | null
  }
  /** Either `json` or `text`. Status 0: the connection was closed without an answer. */
  response: { status: number; headers: Record<string, string>; json?: unknown; text?: string }
}

/** In the order in which they were asked for; a later answer may be the outcome of an earlier request. */
export function recorded(name: RecordingName): Recording[] {
  return JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8')) as Recording[]
}

/** These recordings only, in this order; a name that there is not throws. */
export const pick = (recordings: readonly Recording[], ...names: string[]): Recording[] =>
  names.map((name) => {
    const found = recordings.find((recording) => recording.name === name)
    if (!found) throw new Error(`There is no recording ${name}`)
    return found
  })

/** A recording as the answer to another request, or as another answer. */
export const like = (
  recording: Recording,
  changes: { request?: Partial<Recording['request']>; response?: Partial<Recording['response']> },
): Recording => ({
  ...recording,
  request: { ...recording.request, ...changes.request },
  response: { ...recording.response, ...changes.response },
})
