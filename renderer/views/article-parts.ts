// The parts of an article page around its text: what stands above, and what belongs below.
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleBody, ArticleHead, Enclosure, Feed, Picture } from '../../main/contract/models.ts'
import { icon } from '../elements/icons.ts'
import { feedName } from '../state/folders.ts'
import { readingMinutes } from '../state/article-time.ts'
import { repeatsBeginning } from '../state/repeats.ts'
import { problemWords } from '../words/problem.ts'
import { direction, formatBytes, language, t } from '../words/words.ts'
import { enlargeLabel } from './article-pictures.ts'
import './article-published.ts'
import { labelChips } from './label-chips.ts'

const hide = (event: Event): void => {
  if (event.target instanceof HTMLElement) event.target.hidden = true
}

export const feedIcon = (feed: Feed | undefined): TemplateResult | typeof nothing =>
  feed?.icon ? html`<img src=${`/media/${feed.icon}`} alt="" @error=${hide} />` : nothing

const names = (authors: readonly string[]): string =>
  new Intl.ListFormat(language(), { type: 'conjunction' }).format(authors)

/** A headline this long is set smaller. */
export const LONG = 95

export function aboveText(head: ArticleHead, feed: Feed | undefined, text: string): TemplateResult {
  const standfirst = head.standfirst !== null && !repeatsBeginning(head.standfirst, text) ? head.standfirst : null
  const minutes = readingMinutes(head.words)
  const by = head.authors.length > 0 ? t('article.by', { names: names(head.authors) }) : null
  return html`
    <header>
      <p class="paper" lang=${language()} dir="auto">
        ${feedIcon(feed)}<span>${feed === undefined ? '' : feedName(feed)}</span>
      </p>
      ${head.kicker === null ? nothing : html`<p class="kicker" dir="auto">${head.kicker}</p>`}
      <h1 tabindex="-1" dir="auto">${head.title}</h1>
      ${standfirst === null ? nothing : html`<p class="standfirst" dir="auto">${standfirst}</p>`}
      <div lang=${language()}>
        ${
          by === null && head.agency === null
            ? nothing
            : html`<p class="byline">
                <bdi dir=${direction()}
                  >${by}${head.agency === null ? nothing : html`<span class="agency">${by === null ? '' : ' · '}${head.agency}</span>`}</bdi
                >
              </p>`
        }
        <p class="facts">
          <span
            ><bdi dir=${direction()}><bs-published .head=${head}></bs-published></bdi
          ></span>
          ${minutes === null ? nothing : html`<span><bdi dir=${direction()}>${t('article.readingTime', { n: minutes })}</bdi></span>`}
          ${head.words === 0 ? nothing : html`<span><bdi dir=${direction()}>${t('article.words', { n: head.words })}</bdi></span>`}
        </p>
        ${labelChips(head)}
        ${head.locked ? html`<p class="lock" dir=${direction()}>${icon('lock')}<span>${t('article.locked')}</span></p>` : nothing}
      </div>
    </header>
  `
}

/** Wide enough to fill the width it is given. */
const WIDE = 720

/** Its words are its caption; a picture without one is not known to show anything the text does not say. */
export function leadPicture(picture: Picture, there: boolean): TemplateResult {
  const { caption, credit } = picture
  const said = credit !== null && caption !== null && caption.toLowerCase().includes(credit.toLowerCase())
  return html`
    <figure class="lead">
      ${
        there
          ? html`<button
              type="button"
              class="enlarge"
              lang=${language()}
              aria-label=${enlargeLabel(caption ?? '')}
              title=${t('article.enlarge')}
            >
              <img
                class=${(picture.width ?? WIDE) >= WIDE && (picture.height ?? 0) <= (picture.width ?? 0) ? 'wide' : ''}
                src=${`/media/${picture.key}`}
                alt=""
                width=${picture.width ?? nothing}
                height=${picture.height ?? nothing}
                decoding="async"
              />
            </button>`
          : html`<span class="missing" role="img" aria-label=${t('article.pictureMissing')}
              >${icon('picture')}<span lang=${language()} dir=${direction()}>${t('article.pictureMissing')}</span></span
            >`
      }
      ${
        caption === null && credit === null
          ? nothing
          : html`<figcaption dir="auto">
              ${caption}
              ${credit === null || said ? nothing : html`<bdi class="credit" lang=${language()} dir=${direction()}>${t('article.credit', { name: credit })}</bdi>`}
            </figcaption>`
      }
    </figure>
  `
}

export interface SoundNeeds {
  head: ArticleHead
  body: ArticleBody
  fetching: boolean
  fetch: () => void
}

export function sounds({ head, body, fetching, fetch }: SoundNeeds): TemplateResult | typeof nothing {
  const played = head.enclosures.filter(
    (each) => /^(audio|video)\//.test(each.type ?? '') || /\.(mp3|m4a|ogg|opus|aac)($|\?)/i.test(each.url),
  )
  if (played.length === 0) return nothing
  return html`<section class="sounds" aria-label=${t('article.audio')} lang=${language()} dir=${direction()}>
    ${played.map((each) => sound(each, body, fetching, fetch))}
  </section>`
}

function sound(each: Enclosure, body: ArticleBody, fetching: boolean, fetch: () => void): TemplateResult {
  const state = body.media.find((media) => media.key === each.key)?.state ?? 'skipped'
  const title = each.title ?? t('article.audio')
  const size = each.length !== null && each.length > 20_000 ? formatBytes(each.length) : null
  const coming = state === 'wanted' || (fetching && state !== 'kept')
  return html`<div class="sound">
    <p>
      ${icon('audio')}<strong dir="auto">${title}</strong>
      ${each.duration === null ? nothing : html`<span>${duration(each.duration)}</span>`}
      ${
        state === 'kept'
          ? nothing
          : coming
            ? html`<span role="status">${t('article.audioComing')}</span>`
            : html`${state === 'failed' ? html`<span>${t('article.audioFailed')}</span>` : nothing}
                <button @click=${fetch}>
                  ${icon('download')}${
                    state === 'failed'
                      ? t('article.tryAgain')
                      : size === null
                        ? t('article.keepAudioNoSize')
                        : t('article.keepAudio', { size })
                  }
                </button>`
      }
    </p>
    ${
      state !== 'kept'
        ? nothing
        : each.type?.startsWith('video/')
          ? html`<video controls preload="metadata" src=${`/media/${each.key}`} aria-label=${title}></video>`
          : html`<audio
              controls
              preload="metadata"
              src=${`/media/${each.key}`}
              aria-label=${t('article.listen', { title })}
            ></audio>`
    }
  </div>`
}

/** Seconds as 1:02:03 or 4:05. */
function duration(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (n: number): string => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

export interface EndNeeds {
  head: ArticleHead
  body: ArticleBody
  fetching: boolean
  fetch: () => void
}

export function belowText({ head, body, fetching, fetch }: EndNeeds): TemplateResult {
  const count = head.comments?.count ?? null
  const pageWanted = body.source === 'feed' && head.url !== null && head.completeness !== 'waiting'
  return html`
    <footer class="end" lang=${language()} dir=${direction()}>
      ${completeness(head, body, fetching, fetch)}
      <p class="state">
        <span>${body.source === 'page' ? t('article.fromPage') : t('article.fromFeed')}</span>
        ${pageWanted ? html`<button class="link" ?disabled=${fetching} @click=${fetch}>${t('article.fetchPage')}</button>` : nothing}
      </p>
      ${
        head.comments?.url
          ? html`<p>
              <a href=${head.comments.url} rel="noopener noreferrer"
                >${count === null ? t('article.commentsUnknown') : t('article.comments', { n: count })}</a
              >
            </p>`
          : count === null
            ? nothing
            : html`<p>${t('article.comments', { n: count })}</p>`
      }
      ${
        head.categories.length === 0
          ? nothing
          : html`<p>${t('article.categories')}: <span dir="auto">${head.categories.slice(0, 12).join(', ')}</span></p>`
      }
    </footer>
  `
}

function completeness(head: ArticleHead, body: ArticleBody, fetching: boolean, fetch: () => void): TemplateResult {
  if (head.completeness === 'complete')
    return html`<p class="state complete" title=${t('article.completeTitle')}>
      ${icon('complete')}<span>${t('article.complete')}</span>
    </p>`
  const missing = body.media.filter((each) => each.state === 'failed' || each.state === 'wanted')
  const pictures = missing.every((each) => each.kind === 'picture')
  const n = missing.length
  const words =
    head.completeness === 'waiting'
      ? t('article.waiting')
      : n === 0
        ? t('article.partial')
        : pictures
          ? t('article.missingPictures', { n })
          : t('article.missing', { n })
  const why = body.problem === null ? null : problemWords(body.problem).text
  return html`<p class="state" role=${fetching ? 'status' : nothing}>
    ${icon(head.completeness === 'waiting' ? 'waiting' : 'partial')}<span>${words}</span>
    ${why === null ? nothing : html`<span>${why}</span>`}
    ${
      fetching
        ? html`<span>${t('article.fetching')}</span>`
        : html`<button class="link" @click=${fetch}>
            ${head.completeness === 'waiting' ? t('article.fetch') : t('article.tryAgain')}
          </button>`
    }
  </p>`
}
