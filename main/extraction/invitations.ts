// Recognises lines between an article's paragraphs that are the paper's and not the article's: read also, sign up, share, advertisement.

const invitation =
  /^(?:[>»→▶►•–-]\s*)?(?:read (?:also|more|next|full)|see also|also read|related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics?|links))?|more (?:on|from|about|stories|news)|recommended(?: (?:stories|for you|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss|must read|watch(?: now| also)?|listen|click here|go deeper|what to read next|up next|lesen sie (?:auch|mehr|hier)|lies auch|mehr (?:zum thema|dazu|lesen|zu)|lesetipps?|siehe auch|auch interessant|das könnte sie|zum thema|à lire(?: aussi| également)?|lire (?:aussi|également|la suite|plus)|voir aussi|à voir|sur le même sujet|pour aller plus loin|lea (?:también|además|más)|leer (?:también|más)|lee (?:también|más|además)|te puede interesar|le puede interesar|ver también|más información|en otras noticias|leggi (?:anche|pure|tutto)|vedi anche|potrebbe interessarti|approfondimenti|lees (?:ook|meer|verder)|bekijk ook|zie ook|leia (?:também|mais)|saiba mais|veja (?:também|mais)|confira|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|przeczytaj|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue myös|čtěte (?:také|též)|přečtěte si|olvassa el|citește (?:și|mai)|читайте (?:также|ещё|еще|далее)|смотрите также|читать (?:далее|также|ещё)|по теме|подробнее|читайте також|читати також|ayrıca oku|bunları da oku|ilgili haber|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد|ايضا)|קרא(?:ו)? (?:גם|עוד)|לקריאה נוספת|延伸閱讀|延伸阅读|相關新聞|相关新闻|相关阅读|更多新聞|関連記事|あわせて読みたい|続きを読む|관련 ?기사|더 ?읽기|और पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|यह भी पढ़ें|baca (?:juga|selengkapnya)|xem thêm|đọc thêm|διαβάστε (?:επίσης|ακόμη|περισσότερα)|อ่านเพิ่มเติม|อ่านต่อ|llegeix(?: també)?|pročitajte (?:i|još|više)|pročitaj(?: i| još)|prečítajte si|čítajte (?:aj|viac)|loe (?:ka|lisaks|veel)|lasi arī|skaitykite (?:taip pat|daugiau)|прочетете (?:още|също)|čitaj(?:te)? (?:i|još)|preberite (?:še|tudi)|بیشتر بخوانید|همچنین بخوانید|یہ بھی پڑھیں|مزید پڑھیں|আরও পড়ুন|மேலும் படிக்க|lesetipp|empfehlungen der redaktion|weiterlesen|más sobre|mais sobre|notícias relacionadas|noticias relacionadas|articles? (?:liés|associés)|articoli correlati|gerelateerd|relaterade artiklar|relaterte saker|ähnliche artikel|похожие (?:статьи|новости)|материалы по теме|مقالات ذات صلة|اقرؤوا أيضا|推荐阅读|推薦閱讀|おすすめ記事)(?=$|[\s:：—–»>|.,!…-])/iu

const closing =
  /^(?:[-–—[(*\s]{0,4}(?:advertisement|advertising|ad|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|реклама|annonce|annons|reklama|reklam|mainos|hirdetés|publicitate|διαφ[ηή]μιση|quảng cáo|iklan|広告|广告|廣告|광고|إعلان|विज्ञापन|פרסומת|تبلیغات)[-–—\])*\s]{0,4}|sponsored(?: content)?|share(?: this(?: (?:article|story|post|page))?)?(?: (?:on|via|with) .{0,40})?|teilen|partager(?: (?:sur|cet article).{0,40})?|compartir|condividi|delen|поделиться|follow us(?: on .{0,60})?|sign up (?:for|to) .{0,160}(?:newsletter|alerts?|inbox|email).{0,80}|subscribe (?:to|now|today|for).{0,160}|get (?:the|our) .{0,100}(?:newsletter|inbox).{0,60}|(?:abonnieren|abonnez-vous|inscrivez-vous|suscríbete|iscriviti|jetzt anmelden).{0,140}|copyright.{0,120}|© ?.{0,120}|all rights reserved.{0,40}|tags?\s*:?.{0,160}|topics\s*:.{0,160}|filed under\s*:?.{0,120}|posted in .{0,80}|comments? ?\(?\d*\)?|leave a (?:comment|reply).{0,40}|\d+ comments?|\d{1,3} (?:of|von|sur|de|di|van|из|\/) \d{1,3}|(?:type|enter) your e-?mail.{0,20}|your e-?mail(?: address)?|print|email|facebook|twitter|whatsapp|copy link|link copied.{0,20}|loading(?:\.\.\.|…)?|share full article|gift (?:this )?article|bookmark(?: this)?|save(?: for later| article)?|(?:read|open) in app|add (?:us|as) .{0,60}google.{0,30}|view this post on .{0,30}|(?:a post|ein beitrag|une publication|una publicación|un post|uma publicação|een bericht) (?:shared|geteilt|partagée|compartida|condiviso|compartilhada|gedeeld) (?:by|von|par|por|da|door) .{0,100}|(?:sieh dir diesen beitrag|voir cette publication|ver esta publica[cç]i?[oóã]n?o?|visualizza questo post|dit bericht op) .{0,40}|media caption|image source|video ad feedback|watch on youtube|this video (?:can ?not|is unavailable|is private).{0,60}|your browser does not support .{0,60}|to view this (?:video|content).{0,160}|(?:artikel|text) (?:anhören|vorlesen).{0,30}|écouter (?:l['’]article|cet article).{0,30}|escuchar(?: (?:este )?artículo| noticia)?.{0,20}|ascolta (?:l['’]articolo|la versione audio).{0,30}|beluister.{0,20}|skip (?:to|advertisement|past).{0,60}|(?:after )?newsletter promotion|this (?:article|story) (?:was )?(?:originally )?appeared (?:on|in).{0,120}|have you got a story.{0,200}|do you have a (?:news )?(?:tip|story).{0,200}|sign up here\.?|riproduzione riservata.{0,20}|for more stories like this.{0,80}|get in touch with our .{0,120}|puedes? seguir a .{0,220}|(?:this )?story continues.{0,40}|read the original (?:article|story) .{0,60}|click here to get the .{0,30} app\.?)$/iu

/** "Sign up to our newsletter", "Follow us on WhatsApp", in the middle of the text. */
const plea =
  /^(?:[^.!?]{0,160}[.!?:]\s)?(?:(?:please )?(?:sign up|subscribe|follow|join|get|download|receive|stay (?:up to date|informed|connected)|click here|like us|check out our|listen to|find us)|(?:abonn|folg|melde|erhalte|bleib|lade|hol|jetzt)\p{L}*|(?:inscri|abonn|suiv|recev|rejoi|retrouv|téléchar)\p{L}*|(?:suscr|apúnt|inscr|sígue|recib|sigue|únete|descarg)\p{L}*|(?:iscriv|segu|ricev|scaric)\p{L}*|(?:inscrev|assin|receb|siga|entre|baixe|clique)\p{L}*|(?:meld|volg|ontvang|schrijf)\p{L}*|(?:dołącz|obserwuj|zapisz|bądź|subskrybuj|polub|dziękujemy)\p{L}*|(?:följ|prenumerera|anmäl|få)\p{L}*|(?:følg|meld|tilmeld|få)\p{L}*|(?:подпис|читайте|следите|присоед)\p{L}*|(?:підпис|читайте|стежте)\p{L}*|(?:abone|takip)\p{L}*|(?:تابع|اشترك|انضم)\p{L}*|(?:עקבו|הצטרפו|הירשמו))(?=[\s,:!])|^.{0,140}(?:takip edin|abone olun|फॉलो करें|जुड़ें|फ़ॉलो करें|フォロー|팔로우|구독하|关注|订阅|訂閱)/iu
const offered =
  /newsletter|whatsapp|telegram|google ?(?:news|noticias|actualités|notizie|haberler|новост|wiadomości)|wiadomościach google|(?:on|our|us on|auf|sur|en|su|no|nas) (?:facebook|twitter|instagram|x|tiktok|youtube|linkedin|bluesky|threads|viber)(?=$|[\s,.!])|boletín|infolettre|nieuwsbrief|nyhetsbrev|nyhedsbrev|in your inbox|our app|news app|free app|рассылк|телеграм|push-(?:alerts?|nachricht)/iu

/** "The article goes on below the advertisement", and other words of the page rather than of the article. */
const aside =
  /^(?:(?:the )?(?:article|story) continues (?:below|after)|story continues|continue reading the main story|advertisement\s?[·-].{0,40}|scroll to continue|(?:der )?(?:artikel|text) (?:wird|geht) .{0,60}(?:fortgesetzt|weiter)|l['’]article continue après|la suite après cette publicité|sigue leyendo|continúa (?:leyendo|después)|continua (?:a leggere )?dopo (?:la|questo)|continua após a publicidade|(?:het )?(?:artikel|tekst) (?:gaat )?(?:verder|loopt door) onder|artikeln fortsätter|artikkelen fortsetter|saken fortsetter|artiklen fortsætter|juttu jatkuu|artikkeli jatkuu|(?:dalsz[ya]|reszta|ciąg dalszy|pozostała część)\s.{0,40}\s(?:pod|poniżej)(?:\s|$)|dalszy ciąg materiału|článek pokračuje|a cikk (?:a hirdetés|folytatódik)|articolul continuă|продолжение (?:ниже|после)|haberin devamı|over dit onderwerp|a version of this article (?:appears|appeared) in print|our standards\s?:|über dieses thema berichtete|dieses thema im programm|(?:new)?you can now listen to|listen to (?:this )?article|this audio is auto-generated|(?:log|sign) in (?:or register )?to (?:post|comment|leave)|anmelden,? um .{0,30}kommentare?|l['’]espace des contributions est réservé|connectez-vous pour (?:commenter|laisser)|list of \d+ items|list \d+ of \d+|end of list|more about [\p{L} .'-]{3,40}$|[【[(（]?(?:责任编辑|責任編輯|责编|编辑|纠错|編輯)\s?[:：】]|więcej ważnych informacji znajdziesz)/iu

/** Stands where a film or a post from elsewhere would, had its reader agreed. */
const placeholder =
  /(?:externe[rn]? inhalt|redaktionelle[rn]? inhalt|drittplattform|external content|third[- ]party (?:content|provider)|contenu (?:externe|bloqué)|contenuto esterno|contenido externo|externe content|eksternt innhold|externt innehåll)/iu
const agreeing =
  /cookies?|datenschutz|privacy|einwillig|zustimm|aktivier|anzeigen|accept|consent|autoris|permett|aceptar|toestem|samtyk/iu

export const isPlaceholder = (text: string): boolean =>
  text.length < 900 && placeholder.test(text) && (text.length < 50 || agreeing.test(text))

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
