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

const payWords =
  /(?:subscribe (?:now |today )?to (?:continue|keep|read|unlock)|(?:this (?:article|content|story) is )?(?:for|only (?:for|available to)|reserved for|exclusive to) (?:our )?(?:subscribers|members)|already (?:a subscriber|subscribed)|subscriber[- ]only|to continue reading|continue reading (?:with|for|by)|unlock this article|you(?:'ve| have) (?:reached|read) your (?:limit|last|free)|jetzt (?:abonnieren|weiterlesen|testen)|weiterlesen mit|nur für abonnent|exklusiv für abonnent|bereits abonnent|um (?:diesen artikel )?weiterzulesen|diesen artikel (?:lesen|freischalten)|réservé (?:aux|à nos) abonnés|article réservé|déjà abonné|il vous reste .{1,30} à (?:lire|découvrir)|abonnez-vous pour|pour lire la suite|la suite est réservée|contenido exclusivo para suscriptores|suscríbete para (?:seguir|continuar|leer)|solo para suscriptores|ya eres suscriptor|contenuto riservato|riservato agli abbonati|abbonati per (?:continuare|leggere)|sei già abbonato|alleen voor abonnees|word abonnee|al abonnee|om verder te lezen|läs vidare|kun for abonnenter|for abonnenter|только для подписчиков|оформите подписку)/i

export const isOffer = (text: string): boolean => payWords.test(text)

/** `head`: the beginning of the page as written; `title` and `text` of the whole page; `article`: what was extracted. */
export function wallOf(page: {
  head: string
  title: string | null
  text: string
  article: string
  free: boolean | null
}): Wall | null {
  const { head, title, text, article, free } = page
  if (text.length < 4000) {
    const named = title !== null && botTitle.test(title.trim())
    const spoken = botWords.test(text)
    const marked = botMarks.test(head)
    if ((named && (spoken || marked || text.length < 600)) || (marked && spoken) || (marked && text.length < 300))
      return 'bot'
    if (spoken && countWords(article) < 60) return 'bot'
  }
  if (isConsent(article)) return 'consent'
  if (article.length < 400 && text.length < 12_000 && isConsent(text)) return 'consent'
  const short = countWords(article) < 350
  if (free === false && (short || payWords.test(text))) return 'paywall'
  if (free !== true && short && payWords.test(text)) return countWords(article) < 180 ? 'paywall' : null
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
  return found.size >= 3 && count / words > 0.015
}
