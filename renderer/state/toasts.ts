// Short messages at the foot of the window: what has just happened, and how to take it back.
import { tell } from './topics.ts'

export interface Toast {
  id: number
  text: string
  kind: 'info' | 'done' | 'problem'
  action: { label: string; run: () => void } | null
}

const LIMIT = 3
const PATIENCE = { info: 6_000, done: 6_000, problem: 12_000 }
/** Somebody who must first reach the button needs longer. */
const PATIENCE_WITH_ACTION = 20_000

let last = 0
let shown: readonly Toast[] = []
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let held = false

export const toasts = (): readonly Toast[] => shown

export function toast(message: { text: string; kind?: Toast['kind']; action?: Toast['action'] }): number {
  const fresh: Toast = { id: ++last, text: message.text, kind: message.kind ?? 'info', action: message.action ?? null }
  // The same words twice are one message.
  const others = shown.filter((each) => each.text !== fresh.text || each.action !== null || fresh.action !== null)
  shown = [...others, fresh].slice(-LIMIT)
  if (!held) startTimer(fresh)
  tell('toasts')
  return fresh.id
}

export function dismiss(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  shown = shown.filter((each) => each.id !== id)
  tell('toasts')
}

/** While the pointer or the focus is on them nothing disappears. */
export function holdToasts(hold: boolean): void {
  if (held === hold) return
  held = hold
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
  if (!hold) for (const each of shown) startTimer(each)
}

function startTimer(each: Toast): void {
  const ms = each.action === null ? PATIENCE[each.kind] : PATIENCE_WITH_ACTION
  timers.set(
    each.id,
    setTimeout(() => dismiss(each.id), ms),
  )
}
