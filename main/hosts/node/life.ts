// How a host's process ends: cleanly on a signal, at once on a second one, and with the one that started it.

/** `end` is run once; the process is over when it has resolved. */
export function endCleanly(end: () => Promise<void>): (code?: number) => void {
  let ending = false
  const finish = (code = 0) => {
    if (ending) return
    ending = true
    end().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => (ending ? process.exit(130) : finish()))
  // A launcher that was killed takes its host along instead of leaving it behind.
  if (process.channel) {
    process.on('disconnect', () => finish())
    process.channel.unref()
  }
  return finish
}
