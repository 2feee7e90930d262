// The parts of a front page: masthead, lead, stories, sections.
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ArticleId } from '../../main/contract/models.ts'
import { feedName } from '../state/folders.ts'
import { sectionName, type Section, type Story } from '../state/front-page.ts'
import { list } from '../state/list.ts'
import { place } from '../state/place.ts'
import { repeatsBeginning } from '../state/repeats.ts'
import { countWords, scopeName } from '../state/scopes.ts'
import { store } from '../state/store.ts'
import { formatDate, formatNumber, language, t } from '../words/words.ts'
import { LONG } from './article-parts.ts'
import { addressOf, languageOf, openHere, storyMeta, storyPicture } from './story.ts'

export const idOf = (story: Story): ArticleId => story.id

export function masthead(): TemplateResult {
  const { scope } = list.query
  const { counts, feeds } = store.snapshot
  const today = formatDate(Date.now(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const edition = t('article.edition', {
    unread: formatNumber(counts.unread),
    total: formatNumber(counts.total),
    feeds: t('article.feeds', { n: feeds.size }),
  })
  return html`<header class="masthead">
    <p class="name" dir="auto">${scope.kind === 'all' ? 'Broadsheet' : scopeName(scope)}</p>
    <p class="line">
      <span>${today}</span><span>${scope.kind === 'all' ? edition : countWords(scope, list.ids.length)}</span>
    </p>
  </header>`
}

type Size = 'lead' | 'second' | 'first' | 'other' | 'brief'

export const lead = (story: Story, begin: readonly string[]): TemplateResult => storyHere(story, 'lead', begin)

/** `begin`: the first paragraphs, where they are printed. */
export function storyHere(story: Story, size: Size, begin: readonly string[] = []): TemplateResult {
  const above = size === 'lead' ? html`<h2 id="top" class="hidden-text">${t('article.lead')}</h2>` : nothing
  const head = list.head(story.id)
  if (head === undefined) return html`<article class="story ${size}">${above}</article>`
  const feed = store.snapshot.feeds.get(head.feedId)
  const brief = size === 'brief'
  const standfirst =
    brief || (begin.length > 0 && repeatsBeginning(head.standfirst ?? '', begin.join(' '))) ? null : head.standfirst
  const classes = ['story', size, head.read ? 'read' : '', head.title.length > LONG ? 'long' : ''].join(' ')
  const open = (event: MouseEvent): void => openHere(head.id, event)
  return html`<article class=${classes} lang=${languageOf(head, feed) ?? nothing}>
    ${above} ${story.pictured && !brief ? storyPicture(head, size === 'lead') : nothing}
    ${head.kicker === null || brief ? nothing : html`<p class="kicker" dir="auto">${head.kicker}</p>`}
    <h3 dir="auto"><a href=${addressOf(head)} data-id=${head.id} @click=${open}>${head.title}</a></h3>
    ${standfirst === null ? nothing : html`<p class="standfirst" dir="auto">${standfirst}</p>`}
    ${begin.length === 0 ? nothing : html`<div class="begin" dir="auto">${begin.map((text) => html`<p>${text}</p>`)}</div>`}
    ${storyMeta(head, feed, Date.now())} ${brief ? nothing : alsoIn(story)}
  </article>`
}

function alsoIn(story: Story): TemplateResult | typeof nothing {
  const { feeds } = store.snapshot
  const others: { id: ArticleId; name: string }[] = []
  const named = new Set([list.head(story.id)?.feedId])
  for (const { id, feedId } of story.alsoIn) {
    const feed = feeds.get(feedId)
    if (feed === undefined || named.has(feedId)) continue
    named.add(feedId)
    others.push({ id, name: feedName(feed) })
  }
  if (others.length === 0) return nothing
  const [before = '', after = ''] = t('article.alsoIn', { names: '\n' }).split('\n')
  const link = ({ id, name }: { id: ArticleId; name: string }, at: number): TemplateResult =>
    html`${at === 0 ? '' : ', '}<a href=${`#article-${id}`} @click=${(event: MouseEvent) => openHere(id, event)}
        >${name}</a
      >`
  return html`<p class="also" lang=${language()}>${before}${others.slice(0, 4).map(link)}${after}</p>`
}

/** Small sections stand in pairs, after the large ones; times stay in their order. */
export function sections(all: readonly Section[]): unknown {
  const timed = all.some(({ key }) => key.kind !== 'folder' && key.kind !== 'feed')
  const small = timed ? [] : all.filter((section) => section.stories.length <= 3)
  const halves = new Set(small.slice(0, small.length - (small.length % 2)))
  return repeat(
    [...all.filter((each) => !halves.has(each)), ...halves],
    ({ key }) => JSON.stringify(key),
    (section) => oneSection(section, halves.has(section)),
  )
}

function oneSection({ key, stories }: Section, half: boolean): TemplateResult {
  const { feeds, folders } = store.snapshot
  const words = { today: t('article.today'), thisWeek: t('article.thisWeek'), earlier: t('article.earlier') }
  const name = sectionName(key, feeds, folders, words)
  const id = `section-${key.kind}${'id' in key ? `-${key.id}` : ''}`
  const go = (event: Event): void => {
    event.preventDefault()
    if ('id' in key) place.go({ scope: { kind: key.kind, id: key.id } })
  }
  const [first, ...rest] = stories
  return html`<section class=${half ? 'section half' : 'section'} aria-labelledby=${id}>
    <header>
      <h2 id=${id} dir="auto">${'id' in key ? html`<a href=${`#${id}`} @click=${go}>${name}</a>` : name}</h2>
    </header>
    <div class="body">
      ${first === undefined ? nothing : storyHere(first, 'first')}
      ${
        rest.length === 0
          ? nothing
          : html`<div class="rest" data-count=${rest.length}>
              ${repeat(rest, idOf, (story) => storyHere(story, 'other'))}
            </div>`
      }
    </div>
  </section>`
}
