// Ways to get from one list to another, and from one part of the window to another.
import type { Scope, Settings } from '../../main/contract/models.ts'
import type { Action } from './actions.ts'
import { panes } from './panes.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { closedFolders } from './tree-memory.ts'
import { keyOfScope, nextWithUnread, rowsOf, scopeOf } from './tree.ts'

const always = (): boolean => true

export function goTo(scope: Scope): void {
  place.go({ scope, articleId: null, pane: 'list' })
  panes().focus('list')
}

async function use(layout: Settings['layout']): Promise<void> {
  place.go({ articleId: null, pane: 'list' })
  await store.run('settings.change', { settings: { layout } })
}

function nextFeed(step: 1 | -1): void {
  const row = nextWithUnread(
    rowsOf(store.snapshot, store.snapshot.counts, closedFolders()),
    keyOfScope(place.scope),
    step,
  )
  const scope = row === null ? null : scopeOf(row)
  if (scope !== null) goTo(scope)
}

export const goingActions: Action[] = [
  {
    id: 'go.all',
    group: 'going',
    words: 'shell.doGoAll',
    defaultKeys: 'g a',
    run: () => goTo({ kind: 'all' }),
    enabled: always,
  },
  {
    id: 'go.unread',
    group: 'going',
    words: 'shell.doGoUnread',
    defaultKeys: 'g u',
    run: async () => {
      goTo({ kind: 'all' })
      if (store.settings.show !== 'unread') await store.run('settings.change', { settings: { show: 'unread' } })
    },
    enabled: always,
  },
  {
    id: 'go.today',
    group: 'going',
    words: 'shell.doGoToday',
    defaultKeys: 'g t',
    run: () => goTo({ kind: 'today' }),
    enabled: always,
  },
  {
    id: 'go.saved',
    group: 'going',
    words: 'shell.doGoSaved',
    defaultKeys: 'g s',
    run: () => goTo({ kind: 'saved' }),
    enabled: always,
  },
  {
    id: 'go.nextFeed',
    group: 'going',
    words: 'shell.doNextFeed',
    defaultKeys: ']',
    run: () => nextFeed(1),
    enabled: () => store.snapshot.feeds.size > 0,
    repeats: true,
  },
  {
    id: 'go.previousFeed',
    group: 'going',
    words: 'shell.doPreviousFeed',
    defaultKeys: '[',
    run: () => nextFeed(-1),
    enabled: () => store.snapshot.feeds.size > 0,
    repeats: true,
  },
  {
    id: 'go.front',
    group: 'going',
    words: 'shell.doGoFront',
    defaultKeys: 'g f',
    run: () => use('front'),
    enabled: always,
  },
  {
    id: 'go.cards',
    group: 'going',
    words: 'shell.doGoCards',
    defaultKeys: 'g c',
    run: () => use('cards'),
    enabled: always,
  },
  {
    id: 'go.list',
    group: 'going',
    words: 'shell.doGoList',
    defaultKeys: 'g l',
    run: () => use('list'),
    enabled: always,
  },
  {
    id: 'go.tree',
    group: 'going',
    words: 'shell.doFocusTree',
    defaultKeys: 'g h',
    run: () => panes().focus('tree'),
    enabled: always,
  },
  {
    id: 'go.articles',
    group: 'going',
    words: 'shell.doFocusList',
    defaultKeys: 'g i',
    run: () => panes().focus('list'),
    enabled: always,
  },
  {
    id: 'go.article',
    group: 'going',
    words: 'shell.doFocusArticle',
    defaultKeys: 'g e',
    run: () => panes().focus('article'),
    enabled: () => place.articleId !== null,
  },
  {
    id: 'go.nextPane',
    group: 'going',
    words: 'shell.doNextPane',
    defaultKeys: 'F6',
    run: () => panes().cycle(1),
    enabled: always,
    whileTyping: true,
  },
  {
    id: 'go.previousPane',
    group: 'going',
    words: 'shell.doPreviousPane',
    defaultKeys: 'Shift+F6',
    run: () => panes().cycle(-1),
    enabled: always,
    whileTyping: true,
  },
  {
    id: 'go.back',
    group: 'going',
    words: 'shell.doBack',
    defaultKeys: 'Alt+ArrowLeft',
    run: () => place.back(),
    enabled: () => place.canGoBack,
    repeats: true,
  },
  {
    id: 'go.forward',
    group: 'going',
    words: 'shell.doForward',
    defaultKeys: 'Alt+ArrowRight',
    run: () => place.forward(),
    enabled: () => place.canGoForward,
    repeats: true,
  },
  {
    id: 'go.leave',
    group: 'going',
    words: 'shell.doLeave',
    defaultKeys: 'Escape',
    run: () => panes().leave(),
    enabled: always,
    whileTyping: true,
  },
]
