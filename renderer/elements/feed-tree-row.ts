// One row of the tree: its name, how much is unread, and what is wrong with it.
import { html, nothing, type TemplateResult } from 'lit'
import { plainName, type Row } from '../state/tree.ts'
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

export const rowId = (key: string): string => `row-${key.replace(':', '-')}`

export const nameOf = (row: Row): string => (row.kind === 'smart' ? t(`shell.${row.smart}`) : plainName(row))

export function treeRow(row: Row, { active, selected, drop, field }: TreeRowView): TemplateResult {
  const name = nameOf(row)
  return html`<div
    role="treeitem"
    id=${rowId(row.key)}
    data-key=${row.key}
    class="row ${row.kind} ${active ? 'active' : ''} ${row.unread > 0 ? 'some' : ''} ${drop} ${row.key === 'saved' ? 'last-smart' : ''}"
    aria-level=${row.level}
    aria-setsize=${row.siblings}
    aria-posinset=${row.place + 1}
    aria-selected=${selected ? 'true' : 'false'}
    aria-expanded=${row.kind === 'folder' ? String(row.open) : nothing}
    aria-label=${spoken(row, name)}
    draggable=${row.kind === 'smart' || field !== null ? 'false' : 'true'}
    title=${name}
  >
    <span class="twisty">${row.kind === 'folder' ? icon('chevronRight') : nothing}</span>
    ${row.kind === 'smart' ? icon(smartIcons[row.smart]) : row.kind === 'feed' ? feedIcon(row.feed) : nothing}
    <span class="name">${field ?? html`<bdi>${name}</bdi>`}</span>
    ${mark(row)}${row.unread > 0 ? html`<span class="count">${formatNumber(row.unread)}</span>` : nothing}
  </div>`
}

function spoken(row: Row, name: string): string {
  const words = [name]
  if (row.unread > 0)
    words.push(
      row.key === 'saved' ? t('shell.articleCount', { n: row.unread }) : t('shell.unreadCount', { n: row.unread }),
    )
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
  if (row.kind === 'folder')
    return row.troubled && !row.open ? { text: t('shell.troubledInside'), icon: 'problem', quiet: true } : null
  if (row.kind !== 'feed') return null
  const { feed } = row
  if (feed.fetch.gone) return { text: t('shell.gone'), icon: 'gone', quiet: true }
  if (feed.paused) return { text: t('shell.paused'), icon: 'pause', quiet: true }
  // Being offline is no fault of the feed's, and the window says it elsewhere.
  if (feed.fetch.problem === null || feed.fetch.problem.kind === 'offline') return null
  return { text: problemWords(feed.fetch.problem).text, icon: 'problem', quiet: false }
}
