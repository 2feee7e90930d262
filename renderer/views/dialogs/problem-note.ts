// A problem beside what it belongs to: its sentence, its advice and the one button that helps.
import { html, nothing, type TemplateResult } from 'lit'
import type { FeedId } from '../../../main/contract/models.ts'
import { assertNever, type Problem } from '../../../main/contract/problems.ts'
import { place } from '../../state/place.ts'
import { problemWords, type ProblemAction } from '../../words/problem.ts'
import '../../elements/icon.ts'

export interface NoteOptions {
  /** For aria-describedby. */
  id?: string
  feedId?: FeedId
  retry?: () => void
  /** Where the field stands that has to be changed. */
  changeAddress?: () => void
  signIn?: () => void
  /** Puts the focus on the field that is wrong. */
  correct?: (field: 'user' | 'secret' | 'app') => void
  /** Already open: leads nowhere. */
  here?: ProblemAction['does']
}

export function problemNote(problem: Problem, options: NoteOptions = {}): TemplateResult {
  const words = problemWords(problem)
  const act = answerTo(words.action, options)
  return html`<div class="problem" id=${options.id ?? nothing} title=${words.detail ?? nothing}>
    <bs-icon name="problem"></bs-icon>
    <div>
      <p>${words.text}${words.advice === null ? nothing : html` <span class="quiet">${words.advice}</span>`}</p>
      ${act === null ? nothing : html`<div class="row"><button class="link" @click=${act}>${words.action.label}</button></div>`}
    </div>
  </div>`
}

/** What the button does here; null: there is nothing to press here. */
export function answerTo(
  action: ProblemAction,
  { feedId, retry, changeAddress, signIn, correct, here }: NoteOptions,
): (() => void) | null {
  const toFeed = feedId === undefined ? null : () => place.go({ dialog: { name: 'feed', argument: feedId } })
  if (action.does === here) return null
  switch (action.does) {
    case 'retry':
      return retry ?? null
    case 'signIn':
      return signIn ?? toFeed
    case 'changeAddress':
      return changeAddress ?? toFeed
    case 'openFeed': {
      const { feedId: followed } = action
      return () => place.go({ scope: { kind: 'feed', id: followed }, dialog: null })
    }
    case 'openStorage':
      return () => place.go({ dialog: { name: 'storage' } })
    case 'openBackups':
      return () => place.go({ dialog: { name: 'backups' } })
    case 'openActivity':
      return () => place.go({ dialog: { name: 'activity' } })
    case 'correct': {
      const { field } = action
      return correct === undefined ? null : () => correct(field)
    }
    case 'signInAgain': {
      const { accountId } = action
      return () => place.go({ dialog: { name: 'signIn', argument: accountId } })
    }
    case 'openAccount': {
      const { accountId } = action
      return () => place.go({ scope: { kind: 'account', id: accountId }, dialog: null })
    }
    case 'openOutbox':
      return () => place.go({ dialog: { name: 'outbox' } })
    case 'close':
      return null
    default:
      return assertNever(action)
  }
}
