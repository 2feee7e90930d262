// Recognises what papers put around and between an article's paragraphs: newsletters, share bars, related stories.
import { linkShare, type Weight } from './measure.ts'
import { attribute, type Element } from './parse.ts'

/** Parts of a class or id, lower case: "relatedArticles__list" → related, articles, list. */
function words(text: string): string[] {
  return text
    .slice(0, 300)
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
}

const strong = new Set(
  (
    'newsletter newsletters subscribe signup ' +
    'outbrain taboola plista disqus addthis addtoany sharedaddy sharebar sharing share shares sharetools socialshare social ' +
    'related relatedposts relatedarticles recirc recirculation recommended recommendations recommendation ' +
    'readmore mostread mostpopular trending promo promos promotion advert adverts advertisement advertising adslot adunit adsense ads ad sponsored ' +
    'breadcrumb breadcrumbs pagination pager toolbar authorbio authorbox tags taglist topics ' +
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
const comments =
  /^(?:comments|comment-?(?:list|section|area|thread|wrapper|form)|disqus[-_]thread|respond|kommentare|commentaires|comentarios|reacties|kommentarer)$/i

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
  const id = attribute(element, 'id') ?? ''
  const className = attribute(element, 'class') ?? ''
  if (!id && !className) return false
  const property = attribute(element, 'itemprop')
  if (property && /articlebody/i.test(property)) return false
  const names = [...className.split(/\s+/), id].filter(Boolean)
  if (!weight.heading && share < 0.7 && names.some((name) => words(name).some((part) => consent.has(part)))) return true
  if (
    weight.heading ||
    (linkShare(weight) < 0.3 && names.some((name) => bodyName.test(name) || looseBodyName.test(name)))
  )
    return false
  if (comments.test(id) || className.split(/\s+/).some((name) => comments.test(name)))
    return !weight.heading && (share < 0.7 || page.prose - weight.prose > 250)
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

const invitation =
  /^(?:[>»→▶►•–-]\s*)?(?:read (?:also|more|next|full)|see also|also read|related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|links))?|more (?:on|from|about|stories|news)|recommended(?: (?:stories|for you|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss|must read|watch(?: now| also)?|listen|click here|go deeper|what to read next|up next|lesen sie (?:auch|mehr|hier)|lies auch|mehr (?:zum thema|dazu|lesen|zu)|lesetipps?|siehe auch|auch interessant|das könnte sie|zum thema|à lire(?: aussi| également)?|lire (?:aussi|également|la suite|plus)|voir aussi|à voir|sur le même sujet|pour aller plus loin|lea (?:también|además|más)|leer (?:también|más)|lee (?:también|más|además)|te puede interesar|le puede interesar|ver también|más información|en otras noticias|leggi (?:anche|pure|tutto)|vedi anche|potrebbe interessarti|approfondimenti|lees (?:ook|meer|verder)|bekijk ook|zie ook|leia (?:também|mais)|saiba mais|veja (?:também|mais)|confira|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|przeczytaj|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös|čtěte (?:také|též)|přečtěte si|olvassa el|citește (?:și|mai)|читайте (?:также|ещё|еще|далее)|смотрите также|читать (?:далее|также|ещё)|по теме|подробнее|читайте також|читати також|ayrıca oku|bunları da oku|ilgili haber|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد|ايضا)|קרא(?:ו)? (?:גם|עוד)|לקריאה נוספת|延伸閱讀|延伸阅读|相關新聞|相关新闻|相关阅读|更多新聞|関連記事|あわせて読みたい|続きを読む|관련 ?기사|더 ?읽기|और पढ़ें|यह भी पढ़ें)(?=$|[\s:：—–»>|.,!…-])/iu

const closing =
  /^(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|реклама|annonce|annons|reklama|sponsored(?: content)?|share(?: this(?: (?:article|story|post|page))?)?(?: (?:on|via|with) .{0,40})?|teilen|partager(?: (?:sur|cet article).{0,40})?|compartir|condividi|delen|поделиться|follow us(?: on .{0,60})?|sign up (?:for|to) .{0,160}(?:newsletter|alerts?|inbox|email).{0,80}|subscribe (?:to|now|today|for).{0,160}|get (?:the|our) .{0,100}(?:newsletter|inbox).{0,60}|(?:abonnieren|abonnez-vous|inscrivez-vous|suscríbete|iscriviti|jetzt anmelden).{0,140}|copyright.{0,120}|© ?.{0,120}|all rights reserved.{0,40}|tags?\s*:?.{0,160}|topics\s*:.{0,160}|filed under\s*:?.{0,120}|posted in .{0,80}|comments? ?\(?\d*\)?|leave a (?:comment|reply).{0,40}|\d+ comments?|print|email|facebook|twitter|whatsapp|copy link|link copied.{0,20}|loading(?:\.\.\.|…)?|skip (?:to|advertisement|past).{0,60}|(?:after )?newsletter promotion|this (?:article|story) (?:was )?(?:originally )?appeared (?:on|in).{0,120}|have you got a story.{0,200}|do you have a (?:news )?(?:tip|story).{0,200})$/iu

/** A line between the paragraphs that leads away from the article. */
export function isInvitation(text: string, linked: number): boolean {
  if (text.length === 0 || text.length > 260) return false
  if (text.length <= 200 && closing.test(text))
    return (
      text.length < 25 ||
      linked > 0.3 ||
      /^(?:©|copyright|all rights|sign up|subscribe|get |ab|ins|sus|isc|jetzt|skip|link|have|do you|after|newsletter)/i.test(
        text,
      )
    )
  if (!invitation.test(text)) return false
  // "Read more:" and its link, or the label alone; not a sentence that begins so.
  return (
    linked > 0.4 || (text.length < 32 && !/[.!?…,”"»]$/.test(text)) || (/^[^.!?]{0,40}[:：]/.test(text) && linked > 0)
  )
}
