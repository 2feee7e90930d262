// Headlines and sentences for the made-up library, in the scripts a window must set well.

export interface Voice {
  language: string
  headlines: string[]
  sentences: string[]
  crossheads: string[]
  names: string[]
}

const en: Voice = {
  language: 'en',
  headlines: [
    'The last lamplighter of the old harbour puts down his pole',
    'Night trains return to the coast after eleven years',
    'What the bees of the railway embankment tell us about summer',
    'A library that lends seeds, ladders and silence',
    'Parliament sits until dawn over the river treaty',
    'Engineers find the leak that puzzled a valley for decades',
    'How a village of four hundred came to print its own newspaper',
    'Researchers map the songs of whales in the northern straits',
    'The quiet return of the repair shop',
    'Budget talks resume: five questions and what hangs on them',
    'An orchestra without a conductor plays its hundredth concert',
    'Storm passes over the islands and leaves the ferries in port',
  ],
  sentences: [
    'On the quay the morning began, as it always does here, with the smell of tar and fresh bread.',
    'The commission published its report on Tuesday, a document of four hundred pages that few had expected to be so plain.',
    '“We measured it three times,” said the engineer, “and three times the river gave us a different answer.”',
    'For the people who live along the line the difference is counted in hours rather than in money.',
    'None of this was foreseen when the first stones were laid in 1894, and much of it was forgotten soon after.',
    'The figures are small, and yet they point in one direction, as the table below shows.',
    'Whether the plan survives the winter will depend on a handful of votes and on the weather.',
    'In the archive, between two maps of the marshes, lies a letter that nobody had opened since the war.',
    'Critics say that the measure comes too late; those who drafted it answer that it could not have come sooner.',
    'By evening the square was full again, and somebody had brought an accordion.',
  ],
  crossheads: ['A question of water', 'What the ledger says', 'Eleven years on', 'The view from the bridge'],
  names: ['Clara Whitcombe', 'Idris Vaughan', 'Miriam Oyelaran', 'Tom Hesketh'],
}

const de: Voice = {
  language: 'de',
  headlines: [
    'Der Bundesrat vertagt die Verkehrswegeplanung auf den Herbst',
    'Warum die Flussschifffahrtsgesellschaft ihre alten Dampfer behält',
    'Ein Sommer ohne Regen: Was die Förster jetzt pflanzen',
    'Nachtzüge fahren wieder bis ans Meer',
    'Die stille Rückkehr der Reparaturwerkstätten',
    'Grundwasserspiegel steigt erstmals seit acht Jahren',
    'Im Archiv der Landesbibliothek taucht ein verschollener Brief auf',
    'Die Geschwindigkeitsbegrenzung kommt, aber nur am Wochenende',
  ],
  sentences: [
    'Am Morgen lag Nebel über dem Tal, und die Fähre fuhr mit einer halben Stunde Verspätung ab.',
    'Die Kommission legte am Dienstag einen Bericht vor, der auf vierhundert Seiten erstaunlich klar formuliert ist.',
    '„Wir haben dreimal gemessen“, sagte die Ingenieurin, „und dreimal gab der Fluss eine andere Antwort.“',
    'Für die Anwohnerinnen und Anwohner zählt der Unterschied eher in Stunden als in Franken.',
    'Nichts davon war vorgesehen, als 1894 der Grundstein gelegt wurde.',
    'Die Zahlen sind klein, doch sie weisen alle in dieselbe Richtung, wie die Tabelle zeigt.',
    'Ob der Plan den Winter übersteht, hängt an einer Handvoll Stimmen und am Wetter.',
  ],
  crossheads: ['Eine Frage des Wassers', 'Was die Bücher sagen', 'Elf Jahre danach'],
  names: ['Annegret Sommerfeld', 'Jürg Brändli', 'Özlem Kaya'],
}

const fr: Voice = {
  language: 'fr',
  headlines: [
    'Le dernier allumeur de réverbères du vieux port range sa perche',
    'Les trains de nuit retrouvent le chemin de la mer',
    'À l’aube, le Parlement s’accorde sur le traité du fleuve',
    'Une bibliothèque qui prête des graines, des échelles et du silence',
    'Comment un village de quatre cents âmes imprime son propre journal',
    'Budget : cinq questions pour comprendre ce qui se joue',
  ],
  sentences: [
    'Sur le quai, la matinée a commencé comme toujours par une odeur de goudron et de pain frais.',
    'La commission a publié mardi un rapport de quatre cents pages, d’une clarté que peu attendaient.',
    '« Nous avons mesuré trois fois, dit l’ingénieure, et trois fois le fleuve a répondu autrement. »',
    'Pour les riverains, la différence se compte en heures plutôt qu’en francs.',
    'Les chiffres sont modestes, mais ils vont tous dans le même sens, comme le montre le tableau.',
    'Le soir venu, la place était de nouveau pleine, et quelqu’un avait apporté un accordéon.',
  ],
  crossheads: ['Une question d’eau', 'Ce que disent les registres', 'Onze ans plus tard'],
  names: ['Hélène Brossard', 'Luc Perrenoud', 'Aïcha Benali'],
}

const ja: Voice = {
  language: 'ja',
  headlines: [
    '夜行列車、十一年ぶりに海岸線へ戻る',
    '古い港の最後の点灯夫が竿を置く日',
    '種と梯子と静けさを貸し出す図書館',
    '川の条約をめぐり国会審議は夜明けまで続く',
    '谷を悩ませた水漏れの原因をついに発見',
    '指揮者のいない楽団、百回目の演奏会',
  ],
  sentences: [
    '朝の波止場には、いつものように焼きたてのパンとタールの匂いが漂っていた。',
    '委員会は火曜日に四百ページの報告書を公表したが、その文章は意外なほど平明だった。',
    '「三度測りました。そして三度とも川は違う答えを返したのです」と技師は語った。',
    '沿線に暮らす人々にとって、その差は金額よりも時間で数えられる。',
    '数字は小さいが、表が示すように、すべて同じ方向を指している。',
    '夕方には広場はふたたび人で埋まり、誰かがアコーディオンを持ち出していた。',
  ],
  crossheads: ['水の問題', '帳簿が語ること', '十一年後'],
  names: ['佐藤 美咲', '高橋 健一'],
}

const ar: Voice = {
  language: 'ar',
  headlines: [
    'قطارات الليل تعود إلى الساحل بعد أحد عشر عامًا',
    'آخر مشعلي المصابيح في الميناء القديم يضع عصاه',
    'مكتبة تعير البذور والسلالم والصمت',
    'البرلمان يناقش معاهدة النهر حتى الفجر',
    'كيف صارت قرية صغيرة تطبع صحيفتها بنفسها',
  ],
  sentences: [
    'بدأ الصباح على الرصيف كما يبدأ دائمًا برائحة القطران والخبز الطازج.',
    'نشرت اللجنة يوم الثلاثاء تقريرًا من أربعمائة صفحة لم يتوقع كثيرون أن يكون بهذا الوضوح.',
    'قالت المهندسة: «قسناه ثلاث مرات، وفي كل مرة أعطانا النهر جوابًا مختلفًا».',
    'بالنسبة إلى سكان الضفة يُقاس الفرق بالساعات لا بالمال.',
    'الأرقام صغيرة لكنها تشير كلها إلى اتجاه واحد كما يبين الجدول.',
  ],
  crossheads: ['مسألة ماء', 'ما تقوله الدفاتر'],
  names: ['ليلى حداد', 'يوسف منصور'],
}

const voices: Record<string, Voice> = { en, de, fr, ja, ar }
export const voiceOf = (language: string | null): Voice => voices[language ?? 'en'] ?? en

/** Feed titles with their language and the folder they lie in (path). */
export const papers: readonly (readonly [title: string, language: string, folder: string])[] = [
  ['The Harbour Gazette', 'en', 'Papers'],
  ['The Northern Courier', 'en', 'Papers'],
  ['Neue Seepost', 'de', 'Papers/Deutsch'],
  ['Der Talbote', 'de', 'Papers/Deutsch'],
  ['Wochenblatt am Fluss', 'de', 'Papers/Deutsch'],
  ['La Gazette du Lac', 'fr', 'Papers/Français'],
  ['Le Courrier du soir', 'fr', 'Papers/Français'],
  ['港町新聞', 'ja', 'Papers/日本語'],
  ['صحيفة المرفأ', 'ar', 'Papers/العربية'],
  ['Field Notes', 'en', 'Science'],
  ['The Tide Table', 'en', 'Science/Oceans'],
  ['Whale Song Weekly', 'en', 'Science/Oceans'],
  ['Small Telescopes', 'en', 'Science/Sky'],
  ['Variable Stars', 'en', 'Science/Sky'],
  ['Repair & Mend', 'en', 'Craft'],
  ['Letterpress Quarterly', 'en', 'Craft/Print'],
  ['Kerning Court', 'en', 'Craft/Print'],
  ['Das Setzkastenjournal', 'de', 'Craft/Print'],
  ['Bread by Hand', 'en', 'Craft'],
  ['A Very Long Name for a Weblog About Bridges, Viaducts, Aqueducts and Other Ways Across', 'en', 'Craft'],
  ['Release Notes', 'en', 'Computing'],
  ['Slow Software', 'en', 'Computing'],
  ['The Parser', 'en', 'Computing/Formats'],
  ['Feedback Loop', 'en', 'Computing/Formats'],
  ['Radio Marsh (podcast)', 'en', 'Listening'],
  ['Nachtgespräch', 'de', 'Listening'],
  ['Ella’s notebook', 'en', ''],
  ['Postcards', 'en', ''],
  ['Carnets de marche', 'fr', ''],
  ['Gone Quiet', 'en', ''],
]
