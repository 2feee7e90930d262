// Names of months in the languages that feeds write dates in, and time zones by their many abbreviations.

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

const names: string[] = [
  'january jan january januar janner jaenner jänner janvier janv enero ene gennaio gen januari janeiro stycznia styczeń sty января январь янв ιανουαρίου ιανουάριος ιαν január janua tammikuuta tammikuu ledna leden led ocak oca ianuarie ian siječnja січня січень січ sausio janvāris gener januára јануар',
  'february feb febr februar feber feb. février fevrier févr fév febrero febbraio februari fevereiro fev lutego luty lut февраля февраль фев февр φεβρουαρίου φεβρουάριος φεβ február helmikuuta helmikuu února únor úno şubat şub februarie veljače лютого лютий лют vasario februāris februára фебруар',
  'march mar mars märz maerz mrz mär marzo maart mrt março marco marca marzec марта март мар μαρτίου μάρτιος μαρ μάρ március márc marts maaliskuuta maaliskuu března březen bře mart martie ožujka березня березень бер kovo marta',
  'april apr avril avr abril abr aprile apr. kwietnia kwiecień kwi апреля апрель апр απριλίου απρίλιος απρ április ápr huhtikuuta huhtikuu dubna duben dub nisan nis aprilie travnja квітня квітень кві balandžio aprīlis apríla април',
  'may mai maj mayo maggio mag mei maio maja мая май μαΐου μάιος μαι μάι május máj toukokuuta toukokuu května květen kvě mayıs svibnja травня травень тра gegužės maijs mája мај',
  'june jun juin junio giugno giu juni junho czerwca czerwiec cze июня июнь июн ιουνίου ιούνιος ιουν ιούν június jún kesäkuuta kesäkuu června červen čvn haziran haz iunie lipnja червня червень чер birželio jūnijs juny јун',
  'july jul juillet juil julio luglio lug juli julho lipca lipiec lip июля июль июл ιουλίου ιούλιος ιουλ ιούλ július júl heinäkuuta heinäkuu července červenec čvc temmuz tem iulie srpnja липня липень лип liepos jūlijs juliol јул',
  'august aug août aout agosto ago augustus sierpnia sierpień sie августа август авг αυγούστου αύγουστος αυγ αύγ augusztus elokuuta elokuu srpna srpen srp ağustos ağu kolovoza серпня серпень сер rugpjūčio augusts agost augusti',
  'september sep sept septembre septiembre setiembre settembre set setembro września wrzesień wrz сентября сентябрь сен сент σεπτεμβρίου σεπτέμβριος σεπ σεπτ szeptember szept syyskuuta syyskuu září zář eylül eyl septembrie rujna вересня вересень вер rugsėjo septembris setembre септембар',
  'october oct oktober okt octobre octubre ottobre ott outubro out października październik paź pazdziernika октября октябрь окт οκτωβρίου οκτώβριος οκτ október lokakuuta lokakuu října říjen říj ekim eki octombrie жовтня жовтень жов spalio oktobris октобар',
  'november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб νοεμβρίου νοέμβριος νοε νοέ marraskuuta marraskuu kasım kas noiembrie studenoga listopadu листопада листопад лис lapkričio novembris новембар',
  'december dec dezember dez decembre décembre déc diciembre dic dicembre dezembro grudnia grudzień gru декабря декабрь дек δεκεμβρίου δεκέμβριος δεκ joulukuuta joulukuu prosince prosinec pro aralık ara decembrie prosinca грудня грудень гру gruodžio decembris desember des децембар',
]

const months = new Map<string, number>()
for (const [index, line] of names.entries())
  for (const name of line.split(' ')) if (!months.has(plain(name))) months.set(plain(name), index + 1)

/** 1 to 12; 0: no month. */
export function monthNamed(word: string): number {
  const key = plain(word).replace(/\.$/, '')
  const exact = months.get(key)
  if (exact !== undefined) return exact
  // Cut short or misspelt at its end: the first letters of one month only.
  if (key.length < 4 || key.length > 14) return 0
  let found = 0
  for (const [name, month] of months) {
    if (name.length > key.length && name.startsWith(key)) {
      if (found !== 0 && found !== month) return 0
      found = month
    }
  }
  return found
}

const minutes = (hours: number, rest = 0) => hours * 60 + (hours < 0 ? -rest : rest)
const zones: Record<string, number> = {
  utc: 0, ut: 0, gmt: 0, z: 0, zulu: 0, uct: 0, wet: 0, 'etc/gmt': 0, 'etc/utc': 0, west: 60, bst: 60, ist: minutes(5, 30), cet: 60, cest: 120, met: 60, mest: 120, mez: 60, mesz: 120, mewt: 60, swt: 60, fwt: 60, fst: 120, cst: -360, cdt: -300, ct: -360, est: -300, edt: -240, et: -300, mst: -420, mdt: -360, mt: -420, pst: -480, pdt: -420, pt: -480, at: -240, ast: -240, adt: -180, nst: minutes(-3, 30), ndt: minutes(-2, 30), akst: -540, akdt: -480, hst: -600, hdt: -540, hadt: -540, hast: -600, sst: -660, eet: 120, eest: 180, oez: 120, msk: 180, msd: 240, samt: 240, trt: 180, sast: 120, cat: 120, eat: 180, wat: 60, idt: 180, irst: minutes(3, 30), irdt: minutes(4, 30), gst: 240, azt: 240, pkt: 300, uzt: 300, yekt: 300, npt: minutes(5, 45), bdt: 360, almt: 360, omst: 360, mmt: minutes(6, 30), ict: 420, wib: 420, novt: 420, krat: 420, hkt: 480, sgt: 480, myt: 480, pht: 480, awst: 480, wita: 480, irkt: 480, jst: 540, kst: 540, wit: 540, yakt: 540, acst: minutes(9, 30), acdt: minutes(10, 30), aest: 600, aedt: 660, vlat: 600, magt: 660, nzst: 720, nzdt: 780, pett: 720, brt: -180, brst: -120, art: -180, uyt: -180, clt: -240, clst: -180, bot: -240, vet: -240, cot: -300, pet: -300, ect: -300, gft: -180, wgt: -180, egt: -60, azot: -60, cvt: -60,
} // prettier-ignore

/** Minutes east of Greenwich; null: unknown. Single letters are the military zones. */
export function zoneNamed(name: string): number | null {
  const key = name.toLowerCase()
  const known = zones[key]
  if (known !== undefined && Object.hasOwn(zones, key)) return known
  if (/^[a-ik-y]$/.test(key)) {
    const code = key.charCodeAt(0) - 96
    return (code <= 9 ? code : code <= 13 ? code - 1 : -(code - 13)) * 60
  }
  return null
}
