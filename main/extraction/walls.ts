// Tells a page from the wall in front of it: consent, proof of being human, subscription.
import { countWords } from './words.ts'

export type Wall = 'consent' | 'bot' | 'paywall'

const botTitle =
  /^(?:just a moment|attention required|access (?:denied|to this page has been denied)|are you (?:a robot|human)|(?:please )?verify(?:ing)? (?:you are|that you are|your browser)|checking your browser|pardon our interruption|bot (?:verification|detection)|security check|human verification|ddos-guard|one moment|robot check|request (?:blocked|unsuccessful)|blocked|403 forbidden|forbidden|you have been blocked|un instant|einen moment|nur einen moment|un momento|een ogenblik|один момент|captcha|please wait|sorry, you have been blocked)/i
const botMarks =
  /cf-challenge|cf_chl_|__cf_chl|challenges\.cloudflare\.com\/turnstile|cf-browser-verification|captcha-delivery\.com|geo\.captcha|px-captcha|perimeterx|_Incapsula_Resource|incident_id|distil_r_captcha|aws-waf-token|awswaf|ddos-guard|kpsdk|\/_guard\/|sucuri_cloudproxy|arkoselabs|anubis_challenge/i
const botWords =
  /enable javascript and cookies to continue|verify(?:ing)? (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser)|please enable js and disable any ad ?blocker|unusual (?:traffic|activity) from your|complete the (?:security check|captcha)|prove (?:that )?you(?:'re| are) (?:not a robot|human)|you(?:'ve| have) been blocked|automated (?:access|requests)|are you a robot|performance (?:&|and) security by cloudflare|vérifi(?:ez|er|ons) que vous (?:êtes|n'êtes pas)|bestätigen sie, dass sie (?:ein mensch|kein roboter)|verifica que (?:eres humano|no eres un robot)|verifica di (?:essere umano|non essere un robot)|bevestig dat u (?:een mens|geen robot)|javascript (?:is (?:disabled|required)|must be enabled)|(?:please )?enable javascript|activez javascript|javascript aktivieren|habilita(?:r)? javascript|abilita(?:re)? javascript/i

const consentWords =
  /(?:we (?:and our (?:\d+ )?partners )?(?:value your privacy|use cookies|store and\/or access)|accept (?:all|cookies)|manage (?:preferences|options|consent)|your (?:privacy )?(?:choices|consent)|withdraw (?:your )?consent|legitimate interest|personali[sz]ed (?:ads|advertising|content)|privacy policy|cookie policy|our partners|wir (?:und unsere (?:\d+ )?partner )?(?:verwenden|nutzen) cookies|(?:alle )?(?:akzeptieren|zustimmen)|einwilligung|mit werbung (?:und tracking )?(?:weiter)?lesen|weiter mit werbung|pur-abo|werbefrei|datenschutzerklärung|personalisierte (?:werbung|anzeigen)|berechtigte[sn]? interesse|unsere partner|nous (?:et nos (?:\d+ )?partenaires )?utilisons des cookies|tout accepter|accepter et (?:fermer|continuer)|continuer sans accepter|vos (?:choix|données)|consentement|nos partenaires|politique de confidentialité|publicités personnalisées|nosotros y nuestros (?:\d+ )?socios|utilizamos cookies|aceptar (?:todo|y continuar|cookies)|rechazar|consentimiento|nuestros socios|política de (?:privacidad|cookies)|noi e i nostri (?:\d+ )?partner|utilizziamo (?:i )?cookie|accetta (?:tutto|e continua)|rifiuta|consenso|nostri partner|informativa sulla privacy|wij (?:en onze (?:\d+ )?partners )?gebruiken cookies|(?:alles )?accepteren|toestemming|onze partners|privacybeleid|gepersonaliseerde advertenties)/gi

/** Said where the text ends early. */
const lockWords =
  /(?:subscribe (?:now |today )?to (?:continue|keep|read|unlock)|this (?:article|content|story) is (?:for|only (?:for|available to)|reserved for|exclusive to) (?:our )?(?:paying )?(?:subscribers|members)|(?:reserved|exclusive) (?:for|to) subscribers|to continue reading|continue reading (?:with|for|by)|unlock this article|you(?:'ve| have) (?:reached|read) your (?:limit|last|free)|weiterlesen mit|nur für abonnent|exklusiv für abonnent|um (?:diesen artikel )?weiterzulesen|diesen artikel (?:weiterlesen|freischalten)|réservé (?:aux|à nos) abonnés|il vous reste .{1,30} à (?:lire|découvrir)|abonnez-vous pour (?:lire|continuer)|pour lire la suite|la suite est réservée|contenido exclusivo para suscriptores|suscríbete para (?:seguir|continuar|leer)|solo para suscriptores|contenuto riservato|riservato agli abbonati|abbonati per (?:continuare|leggere)|alleen voor abonnees|om verder te lezen|(?:kun|bare) for abonnenter|только для подписчиков|この記事は有料|有料(?:会員|記事)限定|会員限定(?:記事)?です|残り\d{1,6}文字|订阅后继续阅读|訂閱後繼續閱讀|仅限会员|유료 ?회원|구독자 전용|dalsza część (?:artykułu|tekstu) (?:dostępna|jest dostępna)|bu içeriğ\p{L}* .{0,20}abone|exclusivo para assinantes|conteúdo exclusivo|vain tilaajille|endast för prenumeranter|låst artikel)/iu
/** Said in any offer; also at the top of pages that are free. */
const offerWords =
  /(?:already (?:a subscriber|subscribed|a member)|subscriber[- ]only|jetzt (?:abonnieren|weiterlesen|testen)|bereits abonnent|déjà abonné|ya eres suscriptor|sei già abbonato|word abonnee|al abonnee|läs vidare|for abonnenter|оформите подписку)/i

export const isOffer = (text: string): boolean => lockWords.test(text) || offerWords.test(text)

/** `head`: the beginning of the page as written; `title`, `text` and its rough `size` of the whole page; `article`: what was extracted. */
export function wallOf(page: {
  head: string
  title: string | null
  size: number
  text: () => string
  article: string
  free: boolean | null
}): Wall | null {
  const { head, title, size, article, free } = page
  const words = countWords(article)
  // Most pages are too long for a wall, and their text need not be gathered to see it.
  if (size >= 12_000 && words >= 350 && free !== false) return isConsent(article) ? 'consent' : null
  const text = page.text()
  if (text.length < 4000) {
    const named = title !== null && botTitle.test(title.trim())
    const spoken = botWords.test(text)
    const marked = botMarks.test(head)
    if ((named && (spoken || marked || text.length < 300)) || (marked && spoken) || (marked && text.length < 300))
      return 'bot'
    if (spoken && words < 60) return 'bot'
  }
  if (isConsent(article)) return 'consent'
  if (article.length < 400 && text.length < 12_000 && isConsent(text)) return 'consent'
  if (free === false && (words < 350 || lockWords.test(text))) return 'paywall'
  if (free === null && words < 180 && lockWords.test(text)) return 'paywall'
  return null
}

/** Many words of consent in few words at all. */
export function isConsent(text: string): boolean {
  const words = countWords(text.slice(0, 20_000))
  if (words === 0 || words > 900) return false
  const found = new Set<string>()
  let count = 0
  for (const match of text.slice(0, 20_000).matchAll(consentWords)) {
    found.add(match[0].toLowerCase())
    count++
  }
  // An article about consent is longer, and has more to say.
  return words <= 250 ? found.size >= 3 && count / words > 0.02 : found.size >= 5 && count / words > 0.025
}
