// One row of the tree: its name, how much is unread, and what is wrong with it.
import { html, nothing, type TemplateResult } from 'lit'
import { stateWords } from '../state/account-words.ts'
import { canMove } from '../state/tree-moves.ts'
import { opens, plainName, type Row } from '../state/tree.ts'
import { problemWords } from '../words/problem.ts'
import { formatNumber, t } from '../words/words.ts'
import { feedIcon } from './feed-icon.ts'
import { icon } from './icons.ts'

const smartIcons = { all: 'front', today: 'today', saved: 'bookmark' } as const

export interface TreeRowView {
  active: boolean
  selected: boolean
  /** Where something dragged would land. */
  drop: string
  /** Stands in for the name while it is changed. */
  field: TemplateResult | null
}

export const rowId = (key: string): string =>
  `row-${key.replace(/[^\p{L}\p{N}-]/gu, (sign) => `-${sign.charCodeAt(0)}-`)}`

export function nameOf(row: Row): string {
  if (row.kind === 'smart') return t(`shell.${row.smart}`)
  if (row.kind === 'home') return t('accounts.home')
  return row.kind === 'labels' ? t('accounts.labels') : plainName(row)
}

export function treeRow(row: Row, view: TreeRowView): TemplateResult {
  if (row.kind === 'chip') return chipRow(row, view.selected)
  const { active, selected, drop, field } = view
  const name = nameOf(row)
  const classes = [
    'row',
    row.kind,
    row.kind === 'home' || row.kind === 'account' || row.kind === 'labels' ? 'section' : '',
    active ? 'active' : '',
    row.unread > 0 ? 'some' : '',
    drop,
    row.key === 'saved' ? 'last-smart' : '',
  ]
  return html`<div
    role="treeitem"
    id=${rowId(row.key)}
    data-key=${row.key}
    class=${classes.join(' ')}
    aria-level=${row.level}
    aria-setsize=${row.siblings}
    aria-posinset=${row.place + 1}
    aria-selected=${selected ? 'true' : 'false'}
    aria-expanded=${opens(row) ? String(row.open) : nothing}
    aria-label=${spoken(row, name)}
    draggable=${canMove(row) && field === null ? 'true' : 'false'}
    title=${name}
  >
    <span class="twisty">${opens(row) ? icon('chevronRight') : nothing}</span>
    ${pictureOf(row)}
    <span class="name">${field ?? html`<bdi>${name}</bdi>`}</span>
    ${mark(row)}${row.unread > 0 ? html`<span class="count">${formatNumber(row.unread)}</span>` : nothing}
  </div>`
}

/** For eyes and the mouse: with keys and screen readers the head above says and does the same. */
function chipRow(row: Extract<Row, { kind: 'chip' }>, selected: boolean): TemplateResult {
  const { text, more, tone } = stateWords(row.account, row.state)
  // What comes last is what helps: it is the beginning that gives way.
  const [first, ...rest] = text.split(' · ')
  return html`<div
    role="presentation"
    aria-hidden="true"
    data-key=${row.key}
    class="row chip-row ${selected ? 'chosen' : ''}"
    title=${more}
  >
    <span class="chip ${tone}"
      >${row.state.kind === 'syncing' ? icon('refresh') : html`<i></i>`}<span>${first}</span>${rest.map(
        (part) => html`<b> · ${part}</b>`,
      )}</span
    >
  </div>`
}

function pictureOf(row: Row): TemplateResult | typeof nothing {
  if (row.kind === 'smart') return icon(smartIcons[row.smart])
  if (row.kind === 'feed') return feedIcon(row.feed)
  if (row.kind === 'home') return icon('home')
  if (row.kind === 'account') return icon(row.account.abilities.fetchesHere ? 'shared' : 'account')
  return row.kind === 'label' || row.kind === 'labels' ? icon('label') : nothing
}

function spoken(row: Row, name: string): string {
  const words = [name]
  if (row.unread > 0)
    words.push(
      row.key === 'saved' || row.kind === 'label'
        ? t('shell.articleCount', { n: row.unread })
        : t('shell.unreadCount', { n: row.unread }),
    )
  if (row.kind === 'account' && row.state !== null) words.push(stateWords(row.account, row.state).more)
  const trouble = troubleOf(row)
  if (trouble !== null) words.push(trouble.text)
  return words.join(', ')
}

function mark(row: Row): TemplateResult | typeof nothing {
  const trouble = troubleOf(row)
  return trouble === null
    ? nothing
    : html`<span class="mark ${trouble.quiet ? 'quiet' : ''}" title=${trouble.text}>${icon(trouble.icon)}</span>`
}

function troubleOf(row: Row): { text: string; icon: 'problem' | 'pause' | 'gone'; quiet: boolean } | null {
  if (row.kind === 'folder' || row.kind === 'home' || row.kind === 'account')
    return row.troubled && !row.open ? { text: t('shell.troubledInside'), icon: 'problem', quiet: true } : null
  if (row.kind !== 'feed') return null
  const { feed } = row
  if (feed.fetch.gone) return { text: t('shell.gone'), icon: 'gone', quiet: true }
  if (feed.paused) return { text: t('shell.paused'), icon: 'pause', quiet: true }
  // Being offline is no fault of the feed's, and the window says it elsewhere.
  if (feed.fetch.problem === null || feed.fetch.problem.kind === 'offline') return null
  return { text: problemWords(feed.fetch.problem).text, icon: 'problem', quiet: false }
}
