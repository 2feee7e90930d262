// Pairs of letters, one of them beyond ASCII, of which a language makes its words; counted in translations of free software.

/** By language, without anything between the pairs; `_` is the edge of a word. */
export const pairsOf: Record<string, string> = {
  de: 'füüränülüsgüüb_ürülüßetüücütühhäräös_äärlököönügläähwäätälmöröößüfögöftänühönöußägöt_ömüeßöcörnäsäeämäß_üpünoßwüäcäueöfäümbäöhäsküwö', // prettier-ignore
  fr: 'réé_éedééc_éérà__àtéêtnéséétéféséppé_êléméémélvéèrtègéiééduéféégèmètéaxéèsénhécérènêaîévînlèièmèôtébrôôléjjàêmèqmêuêcôèlcèhèéqrêâcpôôndèéétâèg', // prettier-ignore
  es: 'óniótáálá_váó_ínrálímánúímañúmñoódáníasíólcóáslóñaró_ísóámúneñúsríésáccíárúl_áuémé_útómóágbúgúáxétpá_óórbómúé_átdíénísíoérnáíttépúúbvínóláiémíyúíftífíí_ú_zólúaúáfhéídaíícúf', // prettier-ignore
  it: 'è__èà_tàò_uòù_iùé_iàràhé', // prettier-ignore
  pt: 'ãonãçãaçé__éívsíõeá_sãárçõálvátáeçpçórrãídiçtóçonúçaaíúmráênávnçmáuáníê_émiátãcêuçtéícín_úúl_ímísáágrêóshápárópóáxmécótíímpô_àmóôdód_áêsólâmà_éráqbójáéseúúdsõpúúbétuêótdêânísnáuíúnlêítbémútêrçvííglíúsvérâífcíópásdátâátrítõó_rõélxã', // prettier-ignore
  sv: 'örföänärvä_äå_påläälräåntärå_öägövåtätsämåålåstölåökämhåkäödäsnäsö_åjäågårgåfäävköhähööngälöösmäsånåöltåfåäkvågöröådöpmööj', // prettier-ignore
  da: 'å_ørpåær_åføvætønøænlæøkøgræårmåsæætæsælnåøtlåøjlø_øsøådrøølråérjøhø_æånsååsævmæhåøvålkøønødgåøbøyøshæåbgæømmøåeækåtnæåpjædøpøtå_ékægøéntéfåæfbååvægvåtæ', // prettier-ignore
  fi: 'ä_täääkääymäsäälänärpääsväjääinälätöät_äämäoiäyöräötö_önävlöähäpösäköyäjäeömyä', // prettier-ignore
  is: 'ð_iðaðá__þ_á_íí_ðaráðieðrððuþeýð_óíslýálðvvæmáákæðhæægtárító_újáölærsíuðíkláókðsógögjóóðmöútínánbújöþýtævíílgööpíaþaúasýýnátnúlíú_ásóvnýlþó_næþúárðmséættöænólósýsækdíáaótgóórræúræsérgáaííððrómáfbíýjúiáirónítílómóþáúnúlréónþjkópúönágáhðlfæétgðýröfðflæöröðþvbæháyðsæðkpíírýtsóæmópáðrúbólöröámúsé_úmhúökdóðgmí_öfð_ækýðbkíjúúgdáoðýlpódæeóðníplúfáígæiítþ_ná', // prettier-ignore
  nl: 'eïïnén_éiëééëreëënëië_ëlïmaïoëvéëxésïeé_ïtïstïréeé', // prettier-ignore
  ca: 'ó_ióés_éà_tàràínàlçalívàméé_èntéaçàcuïnú·ll·mòrèïtí_ò_mèrò_úmàòrúmmíús_íèsànç_réísónpçsónçèràrcévíüetèúlè_güuèòdòlbéàgdèímàtbòtíètàmàx_àeçmúpàsíú_qüçoíttó_èícpúúbpíònòpróüèxòíxòscòiànèèddícèrçfírííglènàpòèxúnàqàfcílàvéíflç', // prettier-ignore
  pl: 'ć_ówięożścę_ą_żnłoącośałużżyaćłażeślłąjądłyćróeśędtóeżbłłuądyśęckóśćjśićsłiątęażł_ń_nąłęępórołzęśwż_ńc_śeńwłłygłkłzą_żętońłóyłsąązełań_łjęsógóęzżąułpóńsątłnwąśnzłśrbętąręódżaąćółżkiżłeaśżdź_óżżlótóbwę_źągękźrąpócdźdżęśwóiłnęmódąłkcąlęóltłećpłkę', // prettier-ignore
  cs: 'í_nípřé_řeáný_náváá_nýnévýřičeříužů_ačávrácíázžiísěn_čožkálíádněícměpííkě_čívéže_řátýcšeítmááldájívěláímočtíéhzíémzáíčtěkémíínč_víářšíž_řásáčn_žméíl_úsíořásžítřečárštýmtéíhéndíbýámděýtčačt_šžáyžažýsělčiódišnččkžkř_žnžaídrůběkůušežtůětkórélékýíšbítáařěřěrmůbáězčárýívšiápvšučičdéůžždízhárčířvřš_řaírácuáižýrědošíppůúleščůašškáhdůpěějůvčuřkůsášhélůélvůěhržlšňuúrň_mýtšrščolýěžížtýzůzšyšhýeřiřdýúčům', // prettier-ignore
  sk: 'ť_é_ý_nénýnáá_súiťúbí_či_čačaťožrážiávú_užeľmávýázníkážnátísčaácéhoččííkrííválľačeárzájúlá_šýcštževérčsťpídáoľítúčnú_útáčuváčnšežílíyť_žľkťaémtítéžkzíčkkľľúúcč_šiľbímádánýmsášírýýsčoeťtýásečľnnšmôičôžámkékýnčsíréútežľoódžavšeňmäájírň_údhľúrýbkóhýišätíccítúípléš_uáž_ľ_rúápväýrhíúlílkúňolóyždúúťšaiíháňuíndĺĺžažždškošaššpď_éräťógušdľešmévúäččšeďúšaľbátĺĺpíšvňyšhépú_ľlýúsžbšťiáýližbúvítóúpáhpôdôénaňľuuľákýšžuôvýpôs', // prettier-ignore
  hu: 'ásáléstáítértéó__éájzáénárköfáő_látónáánülmálóléváátsékézérávésáég_áéllísízőépírétámnétöéközlőtőövörókméévpéeáódióönrüívtíágrédébázógéöldáösávzöjámódőáb_öólgázíníím_úcíkízüácőllüiíázróót_íújötükú_yűípű_küáksőűk_üőkpíügúsrőáhtűőtfütúyáműéhdíóshálöőrúlsúősdóbóhíóbíniáiúkóémvőrönővüürgőójűvríórútkáöbbőőznüpáőbézóiécónsóédömyéeícéüzvíyízúé_íláíővóvgöózgóődőfáuökjéúgébűzmöféízőnuá', // prettier-ignore
  hr: 'čićeičućačišučeščežeeđšeržočžašižičkškčnštčađeožećršaž_čćišaađđućaošeč_šužđaušču_ćaćč_šnašoćć_ćućnežođžnđi', // prettier-ignore
  sl: 'oččečiča_šičiš_čšištčnžnačožečč_žešeučškščžiežešošažžajšnč_žšačkčjčrrščuzšuššnužčlašlžiž', // prettier-ignore
  ro: 'ă_ţişi_îtăînişcăzăăraţeşră_şsăcţştlămănţnăpţiţânătgăcâpădăşeăsaşeţvăşaţăfăţeşutââtăţăuâruţrţţaâmuăăş', // prettier-ignore
  tr: 'ı_nıınsırıırdııllıiççiişeğçeği_çtıeçşlştışaş_öıkş_yımıağürönümımüngöeşçaıyü_çıtücırüızğışiısğelügükızışıuşsüiğdüşaüzıcüköraçözç__ünüğlyüığös_şölpışmğurçoğülmüğrşeböuğoşüsfııdüyçorşütşkşuıtdöyöbüküğaüşıfögşv', // prettier-ignore
  lt: 'ų_ą_iš_įį_ėsčiiųašė_ši_šnėžilėšaeštė_žtųmąėtškdžbūmėužę_ėlštkšžyėjtądėūtrėš_mųįršmėrįvsąičšvūražnįšolųnųečšyjąršnčląkėįjtįąręslįjųbėšukąšrgątęįdūsnęėmkųbęšsžešešųnąiąjįačrųšjščvėpėtūžarįežsėdųąjž_ždšdvųbųrąžrsųušiūrūįkeįįtžoūkgūšpdąąsučžvšėėžįsgųvąožlęočžkšądįšlšįcūūzjūųsėkmęgė_čųjyš', // prettier-ignore
  lv: 'ā_rāāsīttāēttīšakāērvēārādnāējātlēmēēlībtēdīmāzī_šīmpāājlāiņjārīālāmkšlīē_vāļaīgēgūtsērēākkļēmpēzēšibūācošūdašīdaļļūņuījdēešdāņašķežī_bāķiāšeļsāšīēšānīkšoš_nēīvbībēnīsīņegāļugšēctūūrņošuaņēsžītņīsūsīš_īšālūīctļūkgūābšēģiaāeņcīšr_āīpcērūīnmīrķpīhēāpršēnņāģēķēķaiģjūšūzāāvķeļoūnvīušžoēļeģšsšliķžaņšņiēdiš', // prettier-ignore
  et: 'võärväõiälõtäisümäõn_üääümühjäkätütäüllõäsüüüsõpnä_õsõükõrööpäähtõtökõaõlükü_äüpäeõlrüätmõläõeötünõusänõö_nüübödõhpõpüäb', // prettier-ignore
  vi: '_điê\u0309_\u0323nhô\u0323côn\u0323_\u0300nê\u0309ươ\u0323pa\u0323ê\u0301hưê\u0323i\u0323ơ\u0323ô\u0323a\u0309â\u0323\u0309nô\u0301\u0303_\u0301_ácên\u0323thâ\u0301i\u0301thêâ\u0300đưâ\u0301\u0301nơ\u0301ó_ă\u0323cáđôu\u0323đitâà_tưô\u0303\u0300_\u0309icó\u0323iu\u0309\u0303ii\u0300hơo\u0323\u0309aơ\u0300a\u0303mô\u0300uê\u0300câđaùnlàvàsôđêư\u0323\u0301uuôư\u0303ư\u0301lêy\u0301\u0303nyêdùlôi\u0309ơ\u0309\u0301ckêàno\u0309đâhá\u0323uo\u0300\u0309uô\u0309ư\u0309ư\u0300têă\u0301àogăvơnàư_đă\u0300i\u0301pơnnêá_\u0300mbôícánàyhàô\u0300ùytùdâàirôuâlâưaâ\u0303rưsưgưtôdưhíbă\u0323ohúă\u0300mơhóânái\u0301yănoăđoơ\u0303iárơàmín\u0323mâ\u0309lưâyô_áocơtíúc\u0303aóarêcôbábânôoáátmàêu\u0301m\u0309me\u0303mâ_ơóigóvêépnóoà\u0323y\u0323ahénătááygơmáo\u0303ưuêmmă\u0303yúnsăi\u0303\u0301au\u0303sáí_đókíápdàtă_ôímrílơuáómđơđuưne\u0309_ư_á\u0309yxá\u0303u\u0300aú_', // prettier-ignore
}

/** Frequent words that need no letter beyond ASCII. */
export const wordsOf: Record<string, string> = {
  de: 'der die das und ist in den von zu mit nicht auf ein eine im dem des sich es an werden wird kann bei aus',
  fr: 'de la le les et des du en un une est pour que dans sur par pas qui au avec ne sont',
  es: 'de la el los las en y un una es para que por con del se no al su',
  it: 'di la il le e un una per che non del con si sono della in da alla nel',
  pt: 'de a o e do da em um uma para que os as com por se dos no na',
  sv: 'och att det i en som av den med inte kan om ett har till',
  da: 'og at det i en som af den med ikke kan er et til for kunne der',
  fi: 'ja on ei se voi tai kun ole mutta sen',
  is: 'og er ekki um sem til fyrir af',
  nl: 'de het een van en is in dat niet voor met op te zijn',
  ca: 'de la el els les en i un una per que amb del no es',
  pl: 'nie na do jest to w z o od po dla przez oraz za jak',
  cs: 'na se je pro v s k do od nebo jako ale bylo byl za po',
  sk: 'na sa je pre v s k do od alebo ako nie za po',
  hu: 'a az nem egy is meg hogy van ki vagy',
  ro: 'de la nu care din pe cu este sau pentru un o au',
  hr: 'je na za se u i od da ne su ili koji nije',
  sl: 'je na za se v in od da ne so ali ki ni',
  tr: 've bir bu ile da de olarak veya olan en ne mi',
  lt: 'ir ne yra su kad nuo tik arba apie',
  lv: 'un ir nav no ar par vai uz lai tika',
  et: 'ja ei on ning kui ka oma see',
  vi: 'trong cho theo khi hay sau hai',
  en: 'the of and to in is for on with that by at from a',
}
