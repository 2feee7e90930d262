// What a host gives to services: the wire, time, a shared folder, a place of their own.
import type { Host } from '../base/host.ts'
import type { ServiceContext } from '../sync/service.ts'

export function serviceContext(host: Host): ServiceContext {
  const { clock, codec, files, wire } = host
  return {
    wire,
    now: () => clock.now(),
    pause: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(asError(signal.reason))
        const stop = () => {
          cancel()
          reject(asError(signal?.reason))
        }
        const cancel = clock.after(ms, () => {
          signal?.removeEventListener('abort', stop)
          resolve()
        })
        signal?.addEventListener('abort', stop, { once: true })
      }),
    sha256: (text) => codec.sha256(text),
    folder: async (path) => (await host.folder?.(path)) ?? null,
    home: files,
    log: (line) => host.log(line),
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
