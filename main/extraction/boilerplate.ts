// Recognises what papers put around and between an article's paragraphs: newsletters, share bars, related stories.
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

const invitation =
  /^(?:[>»→▶►•–-]\s*)?(?:read (?:also|more|next|full)|see also|also read|related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|links))?|more (?:on|from|about|stories|news)|recommended(?: (?:stories|for you|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss|must read|watch(?: now| also)?|listen|click here|go deeper|what to read next|up next|lesen sie (?:auch|mehr|hier)|lies auch|mehr (?:zum thema|dazu|lesen|zu)|lesetipps?|siehe auch|auch interessant|das könnte sie|zum thema|à lire(?: aussi| également)?|lire (?:aussi|également|la suite|plus)|voir aussi|à voir|sur le même sujet|pour aller plus loin|lea (?:también|además|más)|leer (?:también|más)|lee (?:también|más|además)|te puede interesar|le puede interesar|ver también|más información|en otras noticias|leggi (?:anche|pure|tutto)|vedi anche|potrebbe interessarti|approfondimenti|lees (?:ook|meer|verder)|bekijk ook|zie ook|leia (?:também|mais)|saiba mais|veja (?:também|mais)|confira|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|przeczytaj|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös|čtěte (?:také|též)|přečtěte si|olvassa el|citește (?:și|mai)|читайте (?:также|ещё|еще|далее)|смотрите также|читать (?:далее|также|ещё)|по теме|подробнее|читайте також|читати також|ayrıca oku|bunları da oku|ilgili haber|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد|ايضا)|קרא(?:ו)? (?:גם|עוד)|לקריאה נוספת|延伸閱讀|延伸阅读|相關新聞|相关新闻|相关阅读|更多新聞|関連記事|あわせて読みたい|続きを読む|관련 ?기사|더 ?읽기|और पढ़ें|यह भी पढ़ें)(?=$|[\s:：—–»>|.,!…-])/iu

const closing =
  /^(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|реклама|annonce|annons|reklama|sponsored(?: content)?|share(?: this(?: (?:article|story|post|page))?)?(?: (?:on|via|with) .{0,40})?|teilen|partager(?: (?:sur|cet article).{0,40})?|compartir|condividi|delen|поделиться|follow us(?: on .{0,60})?|sign up (?:for|to) .{0,160}(?:newsletter|alerts?|inbox|email).{0,80}|subscribe (?:to|now|today|for).{0,160}|get (?:the|our) .{0,100}(?:newsletter|inbox).{0,60}|(?:abonnieren|abonnez-vous|inscrivez-vous|suscríbete|iscriviti|jetzt anmelden).{0,140}|copyright.{0,120}|© ?.{0,120}|all rights reserved.{0,40}|tags?\s*:?.{0,160}|topics\s*:.{0,160}|filed under\s*:?.{0,120}|posted in .{0,80}|comments? ?\(?\d*\)?|leave a (?:comment|reply).{0,40}|\d+ comments?|\d{1,3} (?:of|von|sur|de|di|van|из|\/) \d{1,3}|(?:type|enter) your e-?mail.{0,20}|your e-?mail(?: address)?|print|email|facebook|twitter|whatsapp|copy link|link copied.{0,20}|loading(?:\.\.\.|…)?|skip (?:to|advertisement|past).{0,60}|(?:after )?newsletter promotion|this (?:article|story) (?:was )?(?:originally )?appeared (?:on|in).{0,120}|have you got a story.{0,200}|do you have a (?:news )?(?:tip|story).{0,200}|sign up here\.?|riproduzione riservata.{0,20}|for more stories like this.{0,80}|get in touch with our .{0,120}|puedes? seguir a .{0,220}|(?:this )?story continues.{0,40}|read the original (?:article|story) .{0,60}|click here to get the .{0,30} app\.?)$/iu

/** "Sign up to our newsletter", "Follow us on WhatsApp", in the middle of the text. */
const plea =
  /^(?:[^.!?]{0,160}[.!?:]\s)?(?:(?:please )?(?:sign up|subscribe|follow|join|get|download|receive|stay (?:up to date|informed|connected)|click here|like us|check out our|listen to|find us)|(?:abonn|folg|melde|erhalte|bleib|lade|hol|jetzt)\p{L}*|(?:inscri|abonn|suiv|recev|rejoi|retrouv|téléchar)\p{L}*|(?:suscr|apúnt|inscr|sígue|recib|sigue|únete|descarg)\p{L}*|(?:iscriv|segu|ricev|scaric)\p{L}*|(?:inscrev|assin|receb|siga|entre|baixe|clique)\p{L}*|(?:meld|volg|ontvang|schrijf)\p{L}*|(?:dołącz|obserwuj|zapisz|bądź|subskrybuj|polub|dziękujemy)\p{L}*|(?:följ|prenumerera|anmäl|få)\p{L}*|(?:følg|meld|tilmeld|få)\p{L}*|(?:подпис|читайте|следите|присоед)\p{L}*|(?:підпис|читайте|стежте)\p{L}*|(?:abone|takip)\p{L}*|(?:تابع|اشترك|انضم)\p{L}*|(?:עקבו|הצטרפו|הירשמו))(?=[\s,:!])|^.{0,140}(?:takip edin|abone olun|फॉलो करें|जुड़ें|फ़ॉलो करें|フォロー|팔로우|구독하|关注|订阅|訂閱)/iu
const offered =
  /newsletter|whatsapp|telegram|google ?(?:news|noticias|actualités|notizie|haberler|новост|wiadomości)|wiadomościach google|(?:on|our|us on|auf|sur|en|su|no|nas) (?:facebook|twitter|instagram|x|tiktok|youtube|linkedin|bluesky|threads|viber)(?=$|[\s,.!])|boletín|infolettre|nieuwsbrief|nyhetsbrev|nyhedsbrev|in your inbox|our app|news app|free app|рассылк|телеграм|push-(?:alerts?|nachricht)/iu

/** "The article goes on below the advertisement", and other words of the page rather than of the article. */
const aside =
  /^(?:(?:the )?(?:article|story) continues (?:below|after)|story continues|continue reading the main story|advertisement\s?[·-].{0,40}|scroll to continue|(?:der )?(?:artikel|text) (?:wird|geht) .{0,60}(?:fortgesetzt|weiter)|l['’]article continue après|la suite après cette publicité|sigue leyendo|continúa (?:leyendo|después)|continua (?:a leggere )?dopo (?:la|questo)|continua após a publicidade|(?:het )?(?:artikel|tekst) (?:gaat )?(?:verder|loopt door) onder|artikeln fortsätter|artikkelen fortsetter|saken fortsetter|artiklen fortsætter|juttu jatkuu|artikkeli jatkuu|(?:dalsz[ya]|reszta|ciąg dalszy|pozostała część)\s.{0,40}\s(?:pod|poniżej)(?:\s|$)|dalszy ciąg materiału|článek pokračuje|a cikk (?:a hirdetés|folytatódik)|articolul continuă|продолжение (?:ниже|после)|haberin devamı|over dit onderwerp|a version of this article (?:appears|appeared) in print|our standards\s?:|über dieses thema berichtete|dieses thema im programm|(?:new)?you can now listen to|listen to (?:this )?article|this audio is auto-generated|(?:log|sign) in (?:or register )?to (?:post|comment|leave)|anmelden,? um .{0,30}kommentare?|l['’]espace des contributions est réservé|connectez-vous pour (?:commenter|laisser)|list of \d+ items|list \d+ of \d+|end of list|more about [\p{L} .'-]{3,40}$|[【[(（]?(?:责任编辑|責任編輯|责编|编辑|纠错|編輯)\s?[:：】]|więcej ważnych informacji znajdziesz)/iu

/** A line between the paragraphs that leads away from the article. */
export function isInvitation(text: string, linked: number): boolean {
  if (text.length === 0 || text.length > 260) return false
  if (text.length <= 200 && closing.test(text))
    return (
      text.length < 25 ||
      linked > 0.3 ||
      /^(?:©|copyright|all rights|riprod|for more|get in touch|puede|read the orig|sign up|subscribe|get |ab|ins|sus|isc|jetzt|skip|link|have|do you|after|newsletter)/i.test(
        text,
      )
    )
  if (aside.test(text) && (text.length < 120 || /^a version/i.test(text))) return true
  if (offered.test(text) && plea.test(text) && (linked > 0 || text.length < 160)) return true
  if (linked > 0.95 && (isShouted(text) || (text.length > 20 && arrow.test(text)))) return true
  if (!invitation.test(text)) return false
  // "Read more:" and its link, or the label alone; not a sentence that begins so.
  return (
    linked > 0.4 || (text.length < 32 && !/[.!?…,”"»]$/.test(text)) || (/^[^.!?]{0,40}[:：]/.test(text) && linked > 0)
  )
}

/** A line that is one link, and looks like one. */
const arrow =
  /^(?:[[(【►▶→»>☞👉➡]|(?:read|watch|listen|related|more|see|ver|lire|leer|leggi|lesen|lees|przeczytaj|читайте)\s?:)/iu

/** A line that is one link, in capitals: another story's headline. */
function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{Lu}\p{Ll}]+/gu, '')
  const capitals = text.replace(/[^\p{Lu}]+/gu, '')
  return text.split(' ').length >= 4 && letters.length >= 16 && capitals.length > letters.length * 0.85
}
