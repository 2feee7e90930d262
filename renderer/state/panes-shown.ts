// Which parts of the window can be seen at once, by its width, its layout and where the reader is.
import type { Settings } from '../../main/contract/models.ts'
import type { Pane } from './place.ts'

export interface Shown {
  tree: boolean
  list: boolean
  /** Front page or cards. */
  paper: boolean
  article: boolean
  /** The article covers the list it was opened from. */
  over: boolean
  header: boolean
}

export function panesShown(
  count: 1 | 2 | 3,
  layout: Settings['layout'],
  at: { pane: Pane; articleId: number | null },
): Shown {
  const asPaper = layout !== 'list'
  const open = at.articleId !== null
  const pane = at.pane === 'article' && !open ? 'list' : at.pane
  const reading = open && pane === 'article'
  const tree = count === 3 || (count === 2 ? !reading : pane === 'tree')
  const covered = count === 1 && pane === 'tree'
  const article = asPaper ? open && (count === 3 || pane === 'article') : count === 3 || reading
  const over = article && (asPaper || count === 1)
  return {
    tree,
    list: !asPaper && !covered && !over,
    paper: asPaper && !covered && !article,
    article,
    over,
    header: !covered && !over,
  }
}

/** How many panes have room beside each other. */
export const panesFor = (width: number): 1 | 2 | 3 => (width <= 600 ? 1 : width <= 900 ? 2 : 3)
