// Carries a library of an older format over to the one this code writes, a number at a time, and keeps the old file.
import type { Codec, Files } from '../base/host.ts'

export interface Migration {
  /** It makes `from + 1` of this. Done twice it must do no harm: the power may go before library.json says that it is done. */
  from: number
  /** Changes the other files, and answers with what library.json holds from now on. */
  run(data: Record<string, unknown>, files: Files, codec: Codec): Promise<Record<string, unknown>>
}

/** In order. An entry is never changed once it has been released. */
export const migrations: readonly Migration[] = [
  // Accounts, outbox, labels and remote ids came: nothing has to be changed, but an older Broadsheet would let go of them.
  { from: 1, run: async (data) => data },
]

/** Answers with the data in the newest format; `save` makes each step durable. */
export async function migrate(
  data: Record<string, unknown>,
  files: Files,
  codec: Codec,
  save: (data: Record<string, unknown>) => Promise<void>,
  steps = migrations,
): Promise<Record<string, unknown>> {
  let current = data
  for (const step of steps) {
    if (current['format'] !== step.from) continue
    const kept = `library.format-${step.from}.json`
    if ((await files.size(kept)) === null) await files.copy('library.json', kept)
    current = { ...(await step.run(current, files, codec)), format: step.from + 1 }
    await save(current)
  }
  return current
}
