// Recognises the elements that papers put around and between an article's paragraphs: newsletters, share bars, related stories.
import { isCommentsName, opensComments } from './comments.ts'
import { linkShare, type Weight } from './measure.ts'
import { namesOf } from './names.ts'
import { attribute, type Element } from './parse.ts'

const known = new Map<string, string[]>()

/** Parts of a class or id, lower case: "relatedArticles__list" → related, articles, list. */
function words(text: string): string[] {
  let parts = known.get(text)
  if (parts) return parts
  if (known.size >= 5000) known.clear()
  parts = text
    .slice(0, 300)
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
  known.set(text, parts)
  return parts
}

const strong = new Set(
  (
    'newsletter newsletters subscribe signup ' +
    'outbrain taboola plista disqus addthis addtoany sharedaddy sharebar sharing share shares sharetools socialshare social ' +
    'related relatedposts relatedarticles recirc recirculation recommended recommendations recommendation ' +
    'readmore mostread mostpopular trending promo promos promotion advert adverts advertisement advertising adslot adunit adsense ads ad sponsored ' +
    'breadcrumb breadcrumbs pagination pager toolbar authorbio authorbox tags taglist topics ' +
    'postprofile userinfo usercard ' +
    'skiplink toast popup modal appbanner donate donation donations membership regwall podcast_promo'
  ).split(' '),
)
const consent = new Set(
  'cookie cookies cookiebar cookiebanner cookiebot cookielaw consent gdpr onetrust didomi usercentrics sourcepoint cmpbox tcf truste klaro borlabs iubenda axeptio evidon'.split(
    ' ',
  ),
)
const pairs =
  /(?:^|-)(?:sign-up|read-more|read-next|read-also|also-read|more-stories|more-from|more-on|see-also|most-read|most-popular|most-viewed|popular-posts|up-next|next-article|follow-us|author-bio|author-box|author-card|about-author|about-the-author|post-navigation|nav-links|sr-only|screen-reader-text|visually-hidden|assistive-text|skip-link|jp-relatedposts|call-to-action|inline-cta|print-only|a-lire|lire-aussi|lees-ook|mehr-zum-thema|leggi-anche|te-puede-interesar|google-news|whatsapp-channel|mc-embed|tag-list|post-tags|entry-tags|related-content)(?:-|$)/
const bylineName =
  /^(?:.*-)?(?:byline|bylines|dateline|authorline|byline-(?:block|info|wrapper|container)|metadata-block|(?:post|entry|story|news|content)-(?:info|details|data|byline)|article-dates?|article-authors?|author-names?|post-meta|entry-meta|article-info|metadata|meta|read(?:ing)?-time)$/

/** How papers call the element that holds the text and nothing else. */
export const bodyName =
  /(?:^|[\s_-])(?:article-?_*(?:body|content|text)|entry-content|post-?_*(?:content|body|text)|story-?_*(?:body|content|text)|articlebody|articletext|news-?(?:text|body|content)|cuerpo|artikel-?(?:text|inhalt|body)|cikk|tresc|markdown-body|mw-parser-output)(?:$|[\s_-])/i
/** Often the text, sometimes more. */
export const looseBodyName =
  /(?:^|[\s_-])(?:body-?(?:content|text|copy)|content-?(?:body|text)|main-?(?:content|text)|text-?(?:body|content)|texto|corpo)(?:$|[\s_-])/i

/** Never taken for a box beside the text, whatever it is called. */
const bearing = new Set([
  'html',
  'body',
  'main',
  'table',
  'tbody',
  'tr',
  'p',
  'a',
  'em',
  'strong',
  'b',
  'i',
  'figure',
  'img',
  'picture',
  'figcaption',
  'h1',
  'h2',
  'h3',
  'pre',
  'code',
  'blockquote',
])

export function isBoilerplate(element: Element, weight: Weight, page: Weight): boolean {
  const tag = element.tagName
  if (bearing.has(tag)) return false
  const share = page.text ? weight.text / page.text : 0
  const role = attribute(element, 'role')
  if (role === 'dialog' || role === 'alertdialog' || role === 'search') return share < 0.5
  if (tag === 'nav') return share < 0.5 && (linkShare(weight) > 0.4 || weight.text < 200)
  if (weight.heading) return false
  if (weight.elements >= 4 && weight.text > 60 && opensComments(element))
    return share < 0.5 || page.prose - weight.prose > 250
  // Asked for a mail address: a newsletter, by any name.
  if (weight.asks && weight.text <= 500 && weight.prose <= 250 && share < 0.2) return true
  const names = namesOf(element)
  if (names.length === 0) return false
  const property = attribute(element, 'itemprop')
  if (property && /articlebody/i.test(property)) return false
  if (share < 0.7 && names.some((name) => words(name).some((part) => consent.has(part)))) return true
  if (linkShare(weight) < 0.3 && names.some((name) => bodyName.test(name) || looseBodyName.test(name))) return false
  if (names.some(isCommentsName)) return share < 0.7 || page.prose - weight.prose > 250
  // Who wrote it and when is told in the head.
  if (weight.text <= 200 && weight.prose === 0 && names.some((name) => bylineName.test(words(name).join('-'))))
    return true
  // A box is small beside the page; what holds a good part of it is the page.
  if (weight.text > 2500 || share > (page.text > 1500 ? 0.25 : 0.15)) return false
  for (const name of names) {
    if (/^(?:has|no|is|with|not|show|hide|js)-/.test(name)) continue
    const parts = words(name)
    if (parts.some((part) => strong.has(part)) || pairs.test(parts.join('-'))) {
      // Whole paragraphs are no box, unless they are somebody's life or a letter's praise of itself.
      if (weight.prose > 500 && linkShare(weight) < 0.25 && !/newsletter|author/i.test(name)) continue
      // An article may be called "post tags-politics": state on the article itself.
      if (tag === 'article' && weight.text > 600 && linkShare(weight) < 0.3) continue
      return true
    }
  }
  return false
}
