// Turns what is pressed anywhere in the window into actions, and leaves alone what belongs to fields and buttons.
import { announceKeys } from './key-hint.ts'
import { actions, keysOf, type Action } from './actions.ts'
import { isTyping, KeyFollower, strokesOf } from './keys.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { listen } from './topics.ts'

export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

const byId = new Map(actions.map((action) => [action.id, action]))

export function followKeys(target: Window): () => void {
  const follower = new KeyFollower()
  const use = (): void => follower.use(actions.map((action) => [action.id, keysOf(action, store.settings.keys)]))
  use()
  const stop = listen(['settings'], use)
  const press = (event: KeyboardEvent): void => {
    // An element that has used the key says so; an input method is still writing; a dialog has its own keys.
    if (event.defaultPrevented || event.isComposing || place.dialog !== null) return
    const strokes = strokesOf(
      {
        key: event.key,
        code: event.code,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        altGraph: event.getModifierState('AltGraph'),
      },
      onMac(),
    )
    const origin = event.composedPath()[0]
    const typing = origin instanceof Element && isField(origin)
    if (strokes.length === 0 || (typing && strokes.every(isTyping))) return
    if (
      origin instanceof Element &&
      !follower.pending &&
      isPressed(origin) &&
      strokes.some((stroke) => stroke === 'Space' || stroke === 'Enter')
    )
      return
    const answer = follower.press(strokes, event.timeStamp)
    announceKeys(answer.state === 'pending' ? answer.typed : '')
    if (answer.state === 'none') return
    const action = answer.state === 'found' ? byId.get(answer.id) : undefined
    if (typing && action?.whileTyping !== true) return
    event.preventDefault()
    if (action !== undefined && (!event.repeat || action.repeats === true)) runAction(action)
  }
  target.addEventListener('keydown', press)
  return () => {
    stop()
    target.removeEventListener('keydown', press)
  }
}

export function runAction(action: Action): void {
  if (action.enabled()) void action.run()
}

const isField = (element: Element): boolean =>
  element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])') ||
  (element instanceof HTMLElement && element.isContentEditable)

/** What Space or Enter presses by itself. */
const isPressed = (element: Element): boolean =>
  element.matches(
    'button, a[href], summary, audio, video, input, [role=button], [role=menuitem], [role=tab], [role=switch], [role=separator]',
  )
