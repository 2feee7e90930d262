// The last thing done can be taken back: by the toast that told of it, or with Ctrl/Cmd-Z.
import { t } from '../words/words.ts'
import { store } from './store.ts'
import { dismiss, toast } from './toasts.ts'

interface Done {
  /** What main gave for it, or what does the contrary. */
  undo: string | (() => Promise<boolean>)
  toast: number
}

const LIMIT = 50
const done: Done[] = []

/** Shows what was done with a button that takes it back. */
export function undoToast(text: string, undo: Done['undo']): void {
  // Only the latest has a button; the others are still taken back by Ctrl/Cmd-Z, one after the other.
  const previous = done.at(-1)
  if (previous !== undefined) dismiss(previous.toast)
  const entry: Done = { undo, toast: 0 }
  entry.toast = toast({ text, kind: 'done', action: { label: t('shell.undo'), run: () => void takeBack(entry) } })
  done.push(entry)
  if (done.length > LIMIT) done.shift()
}

export const canUndo = (): boolean => done.length > 0

export async function undoLast(): Promise<void> {
  const entry = done.at(-1)
  if (entry !== undefined) await takeBack(entry)
}

async function takeBack(entry: Done): Promise<void> {
  const at = done.indexOf(entry)
  if (at < 0) return
  done.splice(at, 1)
  dismiss(entry.toast)
  const { undo } = entry
  const taken = typeof undo === 'string' ? (await store.run('articles.undo', { undo })).ok : await undo()
  if (taken) toast({ text: t('shell.undone') })
}
