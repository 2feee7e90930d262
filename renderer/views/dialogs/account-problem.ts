// Beside which field of a sign-in a problem belongs.
import type { Problem } from '../../../main/contract/problems.ts'

export type SignInField = 'address' | 'user' | 'secret' | 'app'

export function fieldOf(problem: Problem): SignInField {
  if (problem.kind === 'noKeychain') return 'secret'
  // All else is about what answers there, or does not.
  if (problem.kind !== 'signInRefused') return 'address'
  return problem.field === 'userOrSecret' ? 'secret' : problem.field
}
