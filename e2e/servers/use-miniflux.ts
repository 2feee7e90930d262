// For vitest: one real Miniflux for a whole test file; where there is none, its tests are skipped with a line that says why.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startMiniflux, type Miniflux, type MinifluxOptions } from './miniflux.ts'

/** The first start on a machine fetches packages. */
const PATIENCE = 10 * 60_000

/** Call it at the top of a file or of a `describe`; `miniflux()` is there in tests. */
export function useMiniflux(options: MinifluxOptions & { needsOurs?: boolean } = {}): () => Miniflux {
  let miniflux: Miniflux | null = null
  let reason = ''
  beforeAll(async () => {
    const started = await startMiniflux(options)
    if ('skipped' in started) reason = started.skipped
    else {
      miniflux = started
      if (options.needsOurs && !started.ours)
        reason = 'The Miniflux of MINIFLUX_URL cannot be stopped or cleaned by tests.'
    }
    if (reason) console.log(reason)
  }, PATIENCE)
  afterAll(() => miniflux?.stop(), PATIENCE)
  beforeEach((context) => {
    if (reason) context.skip(reason)
  })
  return () => {
    if (!miniflux) throw new Error('Miniflux is there in tests only')
    return miniflux
  }
}
