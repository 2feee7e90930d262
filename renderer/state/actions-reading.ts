// What is done with the open article and with the list it stands in.
import type { ArticleId } from '../../main/contract/models.ts'
import { t } from '../words/words.ts'
import type { Action } from './actions.ts'
import { chooseLabels } from './labels.ts'
import { list, renewList } from './list.ts'
import { mark, markAllRead, toggle } from './marks.ts'
import { panes } from './panes.ts'
import { place } from './place.ts'
import { store } from './store.ts'
import { toast } from './toasts.ts'

/** The article the keys mean: the open one while it is read, else the row they are at. */
export const current = (): ArticleId | null =>
  (panes().focused() === 'article' ? place.articleId : null) ?? list.active ?? place.articleId

export function openArticle(id: ArticleId | null): void {
  if (id === null) return
  list.active = id
  place.go({ articleId: id })
}

async function step(direction: 1 | -1, unread: boolean): Promise<void> {
  const from = current()
  // With nothing open, reading begins with the row the keys are at.
  const first = direction === 1 && place.articleId === null ? list.active : null
  if (first !== null && list.indexOf(first) >= 0) {
    await list.need([first])
    if (!unread || list.head(first)?.read === false) return openArticle(first)
  }
  const id = unread ? await list.nextUnread(from, direction, direction === 1) : list.neighbour(from, direction)
  if (id !== null) openArticle(id)
  else if (unread && direction === 1) toast({ text: t('shell.nothingUnread') })
}

/** A screenful; at the end of the article on to the next that is unread. */
async function readOn(): Promise<void> {
  if (place.articleId === null || !panes().page(1)) await step(1, true)
}

async function url(): Promise<string | null> {
  const id = current()
  if (id === null) return null
  await list.need([id])
  return list.head(id)?.url ?? null
}

export async function openOriginal(): Promise<void> {
  const address = await url()
  if (address !== null && /^https?:/i.test(address)) window.open(address, '_blank', 'noopener,noreferrer')
  else toast({ text: t('shell.noAddress') })
}

export async function copyAddress(): Promise<void> {
  const address = await url()
  if (address === null) return void toast({ text: t('shell.noAddress') })
  await navigator.clipboard.writeText(address)
  toast({ text: t('shell.copied') })
}

const withCurrent = (run: (id: ArticleId) => void | Promise<void>) => (): void | Promise<void> => {
  const id = current()
  return id === null ? undefined : run(id)
}
const hasCurrent = (): boolean => current() !== null
const hasList = (): boolean => list.ids.length > 0

/** All rows on one side of the current one. */
async function markSide(side: 'above' | 'below'): Promise<void> {
  const at = list.indexOf(current() ?? -1)
  if (at >= 0) await mark(side === 'above' ? list.ids.slice(0, at) : list.ids.slice(at + 1), { read: true })
}

export const readingActions: Action[] = [
  {
    id: 'article.next',
    group: 'reading',
    words: 'shell.doNext',
    defaultKeys: 'j',
    run: () => step(1, false),
    enabled: hasList,
    repeats: true,
  },
  {
    id: 'article.previous',
    group: 'reading',
    words: 'shell.doPrevious',
    defaultKeys: 'k',
    run: () => step(-1, false),
    enabled: hasList,
    repeats: true,
  },
  {
    id: 'article.nextUnread',
    group: 'reading',
    words: 'shell.doNextUnread',
    defaultKeys: 'n',
    run: () => step(1, true),
    enabled: hasList,
    repeats: true,
  },
  {
    id: 'article.previousUnread',
    group: 'reading',
    words: 'shell.doPreviousUnread',
    defaultKeys: 'p',
    run: () => step(-1, true),
    enabled: hasList,
    repeats: true,
  },
  {
    id: 'article.readOn',
    group: 'reading',
    words: 'shell.doReadOn',
    defaultKeys: 'Space',
    run: readOn,
    enabled: hasList,
    repeats: true,
  },
  {
    id: 'article.readBack',
    group: 'reading',
    words: 'shell.doReadBack',
    defaultKeys: 'Shift+Space',
    run: () => void panes().page(-1),
    enabled: () => place.articleId !== null,
    repeats: true,
  },
  {
    id: 'article.toggleRead',
    group: 'reading',
    words: 'shell.doToggleRead',
    defaultKeys: 'm',
    run: withCurrent((id) => toggle(id, 'read')),
    enabled: hasCurrent,
  },
  {
    id: 'article.toggleSaved',
    group: 'reading',
    words: 'shell.doToggleSaved',
    defaultKeys: 's',
    run: withCurrent((id) => toggle(id, 'saved')),
    enabled: hasCurrent,
  },
  {
    id: 'article.label',
    group: 'reading',
    words: 'accounts.doLabel',
    defaultKeys: 'l',
    run: withCurrent(chooseLabels),
    enabled: hasCurrent,
  },
  {
    id: 'article.openOriginal',
    group: 'reading',
    words: 'shell.doOpenOriginal',
    defaultKeys: 'v',
    run: openOriginal,
    enabled: hasCurrent,
  },
  {
    id: 'article.copyAddress',
    group: 'reading',
    words: 'shell.doCopyAddress',
    defaultKeys: 'y',
    run: copyAddress,
    enabled: hasCurrent,
  },
  {
    id: 'article.complete',
    group: 'reading',
    words: 'shell.doComplete',
    defaultKeys: 'd',
    run: withCurrent(async (id) => {
      const result = await store.run('articles.complete', { ids: [id], audio: true })
      if (result.ok) toast({ text: t('shell.completing') })
    }),
    enabled: hasCurrent,
  },
  {
    id: 'list.markAllRead',
    group: 'list',
    words: 'shell.doMarkAllRead',
    defaultKeys: 'Shift+a',
    run: () => markAllRead(),
    enabled: () => true,
  },
  {
    id: 'list.markAbove',
    group: 'list',
    words: 'shell.doMarkAbove',
    defaultKeys: '',
    run: () => markSide('above'),
    enabled: hasCurrent,
  },
  {
    id: 'list.markBelow',
    group: 'list',
    words: 'shell.doMarkBelow',
    defaultKeys: '',
    run: () => markSide('below'),
    enabled: hasCurrent,
  },
  {
    id: 'list.takeIn',
    group: 'list',
    words: 'shell.doTakeIn',
    defaultKeys: '.',
    run: async () => {
      await renewList()
      list.showTop()
    },
    enabled: () => true,
  },
  {
    id: 'list.toggleUnread',
    group: 'list',
    words: 'shell.doToggleUnread',
    defaultKeys: 'u',
    run: async () =>
      void (await store.run('settings.change', {
        settings: { show: store.settings.show === 'all' ? 'unread' : 'all' },
      })),
    enabled: () => true,
  },
  {
    id: 'list.toggleOrder',
    group: 'list',
    words: 'shell.doToggleOrder',
    defaultKeys: 'o',
    run: async () =>
      void (await store.run('settings.change', {
        settings: { order: store.settings.order === 'newest' ? 'oldest' : 'newest' },
      })),
    enabled: () => true,
  },
  {
    id: 'list.search',
    group: 'list',
    words: 'shell.doSearch',
    defaultKeys: '/',
    run: () => panes().focus('search'),
    enabled: () => true,
  },
]
