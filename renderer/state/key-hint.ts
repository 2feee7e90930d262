// The beginning of a key sequence that waits for its rest: `g …`.
import { tell } from './topics.ts'

let typed = ''
let timer: ReturnType<typeof setTimeout> | undefined

export const keyHint = (): string => typed

export function announceKeys(next: string): void {
  clearTimeout(timer)
  if (next !== '') timer = setTimeout(() => announceKeys(''), 1_500)
  if (next === typed) return
  typed = next
  tell('keys')
}
