// Adds up what the test runners report, for the one line everything ends with.

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const countLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

interface VitestReport {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}

/** `report` is null when the runner died before it wrote one. A failure outside any test counts as one. */
export function vitestCounts(report: VitestReport | null, exitCode: number): Counts {
  if (!report) return { ...noCounts, failed: 1 }
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return honest(counts, report.success && exitCode === 0)
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** A flaky test passed in the end. */
export function playwrightCounts(report: PlaywrightReport | null, exitCode: number): Counts {
  if (!report) return { ...noCounts, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return honest({ passed: expected + flaky, failed: unexpected, skipped }, report.errors.length === 0 && exitCode === 0)
}

const honest = (counts: Counts, success: boolean): Counts =>
  success || counts.failed > 0 ? counts : { ...counts, failed: 1 }
