// The scenes of the sample newspaper, as SVG: flat shapes with the grain and hatching of an old print.
export const WIDTH = 1280
export const HEIGHT = 720

type Random = () => number
function seeded(seed: number): Random {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const f = (n: number) => n.toFixed(1)

/** A sheet with a sky, everything in it and grain over it. */
function sheet(sky: [string, string], inside: string, seed: number, defs = ''): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs>
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
    <filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="${seed}"/><feColorMatrix values="0 0 0 0 .1  0 0 0 0 .08  0 0 0 0 .06  0 0 0 -1.1 .62"/></filter>
    <filter id="rough"><feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="2" seed="${seed}"/><feDisplacementMap in="SourceGraphic" scale="5"/></filter>
    <radialGradient id="glow"><stop stop-color="#fff3c4" stop-opacity=".9"/><stop offset=".25" stop-color="#ffd98a" stop-opacity=".45"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient>${defs}</defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><g filter="url(#rough)">${inside}</g><rect width="100%" height="100%" filter="url(#grain)" opacity=".55"/></svg>`
}

/** A range of hills or waves: a filled curve from edge to edge. */
function ridge(y: number, swing: number, step: number, fill: string, random: Random, opacity = 1): string {
  let path = `M-20 ${HEIGHT + 20} L-20 ${f(y)}`
  for (let x = -20; x <= WIDTH + step; x += step) {
    const top = y + (random() - 0.5) * swing
    path += ` S${f(x + step * 0.5)} ${f(top)} ${f(x + step)} ${f(y + (random() - 0.5) * swing)}`
  }
  return `<path d="${path} L${WIDTH + 60} ${HEIGHT + 20} Z" fill="${fill}" opacity="${opacity}"/>`
}

/** Strokes of light or shade, as an engraver lays them. */
function hatch(
  x: number,
  y: number,
  w: number,
  h: number,
  count: number,
  colour: string,
  random: Random,
  width = 2,
): string {
  let out = ''
  for (let i = 0; i < count; i++) {
    const length = 20 + random() * w * 0.3
    const sx = x + random() * (w - length)
    const sy = y + random() * h
    out += `<path d="M${f(sx)} ${f(sy)} q${f(length / 2)} ${f((random() - 0.5) * 6)} ${f(length)} 0" stroke="${colour}" stroke-width="${f(width * (0.5 + random()))}" fill="none" stroke-linecap="round" opacity="${f(0.3 + random() * 0.6)}"/>`
  }
  return out
}
const circle = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${f(x)}" cy="${f(y)}" r="${f(r)}" fill="${fill}" ${more}/>`
const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${f(x)}" y="${f(y)}" width="${f(w)}" height="${f(h)}" fill="${fill}" ${more}/>`
const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`

function stars(count: number, below: number, random: Random): string {
  let out = ''
  for (let i = 0; i < count; i++)
    out += circle(
      random() * WIDTH,
      random() * below,
      0.8 + random() * 1.6,
      '#fdf6dc',
      `opacity="${f(0.3 + random() * 0.7)}"`,
    )
  return out
}

function houses(x: number, base: number, count: number, colours: string[], random: Random, lit = '#ffd98a'): string {
  let out = ''
  for (let i = 0; i < count; i++) {
    const w = 46 + random() * 48
    const h = 90 + random() * 130
    out += rect(x, base - h, w, h, colours[i % colours.length] ?? '#333')
    out += path(
      `M${f(x - 5)} ${f(base - h)} L${f(x + w / 2)} ${f(base - h - 22 - random() * 30)} L${f(x + w + 5)} ${f(base - h)} Z`,
      '#1b2026',
    )
    for (let wy = base - h + 18; wy < base - 24; wy += 30)
      for (let wx = x + 9; wx < x + w - 14; wx += 22)
        if (random() > 0.45) out += rect(wx, wy, 9, 14, lit, 'opacity=".85"')
    x += w + 2
  }
  return out
}

function ship(x: number, y: number, s: number, hull: string, house: string): string {
  let windows = ''
  for (let i = 0; i < 9; i++)
    windows += rect(92 + i * 26, -62, 12, 12, '#ffdf9e') + (i < 7 ? rect(118 + i * 26, -96, 12, 12, '#ffdf9e') : '')
  return `<g transform="translate(${x} ${y}) scale(${s})">${path('M0 -30 L420 -30 L392 30 L36 30 Z', hull)}${rect(18, -22, 388, 6, '#e9e2d0')}${rect(74, -72, 268, 42, house)}${rect(104, -106, 200, 34, house)}${rect(150, -128, 70, 22, house)}${path('M232 -106 l8 -62 h44 l-4 62 Z', '#a33b2b')}${rect(238, -160, 45, 12, '#20242a')}${windows}<path d="M30 -30 V-120 M120 -106 V-190" stroke="#20242a" stroke-width="5"/>${circle(120, -190, 6, '#fff3c4')}${circle(30, -120, 5, '#ff9a7a')}</g>`
}

export const scenes: Record<string, () => string> = {
  ferry() {
    const r = seeded(11)
    let water = ''
    for (let i = 0; i < 5; i++)
      water += ridge(470 + i * 52, 10, 90, ['#1c3546', '#193040', '#162a39', '#132432', '#101e2a'][i] ?? '#101e2a', r)
    return sheet(
      ['#0d1b2a', '#37586a'],
      stars(120, 330, r) +
        circle(1010, 150, 46, '#f4e9c8') +
        circle(1030, 138, 42, '#132538') +
        ridge(440, 50, 120, '#14222e', r) +
        houses(20, 452, 5, ['#27323b', '#2f3a42', '#222c34'], r) +
        water +
        circle(690, 440, 260, 'url(#glow)', 'opacity=".55"') +
        ship(460, 470, 1.25, '#20303c', '#efe6d2') +
        hatch(420, 515, 620, 150, 70, '#ffd98a', r, 3) +
        hatch(0, 520, WIDTH, 190, 90, '#6d8fa0', r, 2),
      11,
    )
  },
  quay() {
    const r = seeded(12)
    let lamps = ''
    for (let i = 0; i < 6; i++) {
      const x = 120 + i * 205
      lamps +=
        circle(x, 250, 110, 'url(#glow)') +
        `<path d="M${x} 430 V258" stroke="#0c1218" stroke-width="8"/>` +
        circle(x, 250, 12, '#fff3c4') +
        hatch(x - 24, 480, 60, 220, 26, '#ffd98a', r, 4)
    }
    return sheet(
      ['#101a2b', '#3b4a63'],
      stars(80, 260, r) +
        houses(60, 420, 16, ['#1f2833', '#273140', '#1a222c'], r) +
        rect(-20, 415, WIDTH + 40, 40, '#0c1218') +
        ridge(460, 8, 90, '#14202d', r) +
        lamps +
        hatch(0, 480, WIDTH, 220, 80, '#53708a', r),
      12,
    )
  },
  deck() {
    const r = seeded(13)
    const figure = (x: number, h: number) =>
      circle(x, 430 - h, 26, '#10151b') +
      path(`M${x - 36} 640 Q${x - 44} ${470 - h} ${x} ${458 - h} Q${x + 44} ${470 - h} ${x + 36} 640 Z`, '#10151b')
    return sheet(
      ['#1a2238', '#c9825a'],
      stars(50, 200, r) +
        circle(840, 330, 64, '#ffe9b8') +
        ridge(400, 14, 90, '#2c3b50', r) +
        hatch(660, 405, 360, 120, 60, '#ffdf9e', r, 3) +
        hatch(0, 410, WIDTH, 150, 90, '#5c7188', r) +
        figure(420, 40) +
        figure(510, 18) +
        rect(-20, 520, WIDTH + 40, 14, '#e9e2d0') +
        rect(-20, 566, WIDTH + 40, 8, '#e9e2d0') +
        [0, 1, 2, 3, 4, 5, 6, 7].map((i) => rect(60 + i * 170, 520, 12, 140, '#e9e2d0')).join('') +
        rect(-20, 630, WIDTH + 40, 110, '#6e4a34') +
        hatch(0, 640, WIDTH, 70, 60, '#3d2819', r, 3),
      13,
    )
  },
  ice() {
    const r = seeded(14)
    const mast = (x: number, h: number) =>
      `<path d="M${x} 430 V${430 - h} M${x - 50} ${430 - h * 0.7} H${x + 50} M${x - 36} ${430 - h * 0.45} H${x + 36}" stroke="#4a4640" stroke-width="6"/>` +
      path(`M${x - 90} 420 H${x + 90} L${x + 66} 462 H${x - 70} Z`, '#57514a')
    const person = (x: number, y: number, k: number) =>
      circle(x, y - 54 * k, 10 * k, '#2c2824') +
      path(
        `M${x - 17 * k} ${y} Q${x - 20 * k} ${y - 40 * k} ${x} ${y - 44 * k} Q${x + 20 * k} ${y - 40 * k} ${x + 17 * k} ${y} Z`,
        '#2c2824',
      )
    const booth = (x: number, y: number, colour: string) =>
      rect(x, y - 60, 120, 60, '#7b6f60') +
      path(`M${x - 14} ${y - 56} L${x + 16} ${y - 112} H${x + 104} L${x + 134} ${y - 56} Z`, colour) +
      rect(x + 10, y - 44, 100, 10, '#e8dcc4')
    const market =
      booth(470, 540, '#8c3b2e') +
      booth(640, 560, '#3d4a6b') +
      booth(810, 534, '#8c6b2e') +
      circle(590, 600, 90, 'url(#glow)') +
      path('M570 612 h44 l-8 -26 h-28 Z', '#2c2824') +
      [430, 560, 628, 760, 790, 960, 1010].map((x, i) => person(x, 596 + (i % 3) * 22, 0.9 + (i % 3) * 0.12)).join('')
    return sheet(
      ['#d9d4c8', '#f3eee2'],
      ridge(400, 60, 130, '#bdb6a8', r) +
        mast(240, 300) +
        mast(420, 240) +
        mast(980, 330) +
        mast(1120, 250) +
        ridge(455, 8, 120, '#f7f3ea', r) +
        hatch(0, 480, WIDTH, 220, 120, '#b7b0a3', r, 3) +
        market,
      14,
    )
  },
  clock() {
    const r = seeded(15)
    return sheet(
      ['#7a4b5d', '#f0b27a'],
      ridge(520, 80, 140, '#5b3a4a', r) +
        houses(0, 640, 18, ['#3a2a36', '#463341', '#30232d'], r) +
        rect(520, 120, 240, 640, '#5d4a44') +
        hatch(525, 140, 230, 560, 120, '#3f322e', r, 3) +
        path('M500 122 L640 10 L780 122 Z', '#33262a') +
        circle(640, 230, 84, '#f7ecd2') +
        circle(640, 230, 84, 'none', 'stroke="#33262a" stroke-width="8"') +
        [...Array(12).keys()]
          .map(
            (i) => `<path d="M640 156 v14" stroke="#33262a" stroke-width="6" transform="rotate(${i * 30} 640 230)"/>`,
          )
          .join('') +
        '<path d="M640 230 L640 176 M640 230 L684 252" stroke="#33262a" stroke-width="9" stroke-linecap="round"/>' +
        circle(640, 440, 74, '#2f4d5c') +
        circle(640, 440, 74, 'none', 'stroke="#33262a" stroke-width="8"') +
        '<path d="M640 440 L604 388" stroke="#f7ecd2" stroke-width="10" stroke-linecap="round"/>' +
        circle(640, 440, 9, '#f7ecd2') +
        ridge(660, 10, 90, '#2a2029', r),
      15,
    )
  },
  bread() {
    const r = seeded(16)
    let loaves = ''
    for (let row = 0; row < 2; row++)
      for (let i = 0; i < 5; i++) {
        const x = 150 + i * 245
        const y = 300 + row * 280
        loaves += path(
          `M${x - 100} ${y} Q${x - 100} ${y - 110 - r() * 20} ${x} ${y - 116} Q${x + 100} ${y - 110} ${x + 100} ${y} Z`,
          ['#c98a4b', '#b87536', '#d29a5c'][(i + row) % 3] ?? '#c98a4b',
        )
        for (let cut = 0; cut < 2 + (i % 3); cut++)
          loaves += path(
            `M${x - 60 + cut * 34} ${y - 30} q10 -44 44 -62`,
            'none',
            'stroke="#f4dfb6" stroke-width="9" stroke-linecap="round"',
          )
        loaves += hatch(x - 88, y - 40, 176, 34, 12, '#7e4b20', r, 3)
      }
    return sheet(
      ['#f2e3c6', '#dcc29a'],
      rect(-20, 300, WIDTH + 40, 26, '#6b4a30') +
        rect(-20, 580, WIDTH + 40, 26, '#6b4a30') +
        loaves +
        hatch(0, 304, WIDTH, 18, 60, '#3f2a1a', r) +
        hatch(0, 584, WIDTH, 18, 60, '#3f2a1a', r),
      16,
    )
  },
  lighthouse() {
    const r = seeded(17)
    let birds = ''
    for (let i = 0; i < 46; i++) {
      const x = 60 + r() * 620
      const y = 90 + r() * 220
      const s = 7 + r() * 11
      birds += `<path d="M${f(x - s)} ${f(y - s * 0.5)} Q${f(x - s * 0.3)} ${f(y - s * 0.6)} ${f(x)} ${f(y)} Q${f(x + s * 0.3)} ${f(y - s * 0.6)} ${f(x + s)} ${f(y - s * 0.5)}" stroke="#0f1a24" stroke-width="3.4" fill="none"/>`
    }
    return sheet(
      ['#16263a', '#7d97a3'],
      stars(60, 240, r) +
        path('M950 176 L-40 20 L-40 340 Z', '#fff0bd', 'opacity=".38"') +
        path('M950 176 L1320 120 L1320 240 Z', '#fff0bd', 'opacity=".25"') +
        ridge(520, 20, 90, '#29485a', r) +
        path('M905 560 L925 210 H975 L996 560 Z', '#efe6d6') +
        rect(917, 330, 68, 56, '#a33b2b') +
        rect(911, 450, 80, 56, '#a33b2b') +
        rect(915, 196, 70, 16, '#20242a') +
        rect(928, 152, 44, 46, '#ffe9a8') +
        path('M920 152 L950 118 L980 152 Z', '#20242a') +
        circle(950, 176, 120, 'url(#glow)') +
        path('M780 640 Q840 520 930 548 Q1040 520 1130 640 Z', '#20262c') +
        birds +
        ridge(600, 24, 80, '#1f3a4a', r) +
        hatch(0, 530, WIDTH, 180, 110, '#8fb0bd', r),
      17,
    )
  },
  library() {
    const r = seeded(18)
    let books = ''
    for (let row = 0; row < 3; row++) {
      let x = 190
      while (x < 1080) {
        const w = 16 + r() * 30
        const h = 96 + r() * 46
        books +=
          rect(
            x,
            236 + row * 166 - h,
            w,
            h,
            ['#8c3b2e', '#2f5d62', '#c79a4b', '#3d4a6b', '#6b7d4f', '#d8c7a4'][Math.floor(r() * 6)] ?? '#333',
          ) + rect(x + 3, 236 + row * 166 - h * 0.8, w - 6, 5, '#f4e9cf', 'opacity=".7"')
        x += w + 2
      }
    }
    return sheet(
      ['#27384a', '#54677a'],
      rect(160, 60, 960, 560, '#5a3d29') +
        rect(186, 84, 908, 512, '#2a1d15') +
        books +
        [0, 1, 2].map((i) => rect(170, 236 + i * 166, 940, 18, '#7a5638')).join('') +
        path('M120 70 L640 -20 L1160 70 Z', '#3d2a1d') +
        circle(1180, 150, 190, 'url(#glow)') +
        circle(1180, 150, 16, '#fff3c4') +
        `<path d="M1180 170 V720" stroke="#10161c" stroke-width="12"/>` +
        ridge(650, 12, 100, '#1c2731', r) +
        hatch(0, 660, WIDTH, 60, 50, '#6d8294', r),
      18,
    )
  },
  moss() {
    const r = seeded(19)
    let stones = ''
    for (let row = 0; row < 7; row++) {
      let x = -40 - (row % 2) * 70
      while (x < WIDTH) {
        const w = 130 + r() * 90
        stones += rect(
          x,
          row * 106,
          w - 8,
          98,
          ['#b9ad9a', '#aa9f8d', '#c6bba8', '#9d9384'][Math.floor(r() * 4)] ?? '#aaa',
          'rx="10"',
        )
        x += w
      }
    }
    let rings = ''
    for (let i = 9; i >= 0; i--) {
      let d = ''
      for (let a = 0; a <= 24; a++) {
        const angle = (a / 24) * Math.PI * 2
        const radius = 60 + i * 30 + Math.sin(angle * 3 + i * 0.2) * 22 + Math.sin(angle * 7) * 10
        d += `${a ? 'L' : 'M'}${f(640 + Math.cos(angle) * radius * 1.3)} ${f(400 - i * 9 + Math.sin(angle) * radius * 0.8)} `
      }
      rings += path(
        `${d}Z`,
        ['#3f5b32', '#4b6a3a', '#587a43', '#66894d', '#749859'][i % 5] ?? '#587a43',
        'stroke="#22351b" stroke-width="2.5" opacity=".93"',
      )
    }
    return sheet(
      ['#857b6c', '#857b6c'],
      stones + rings + hatch(330, 210, 640, 360, 160, '#a7c486', r, 3) + hatch(0, 0, WIDTH, HEIGHT, 120, '#6f6658', r),
      19,
    )
  },
  station() {
    const r = seeded(20)
    let arches = ''
    for (let i = 0; i < 5; i++) {
      const x = 90 + i * 235
      arches +=
        path(`M${x} 470 V230 Q${x + 82} 70 ${x + 164} 230 V470 Z`, '#f6d9a0') +
        [1, 2, 3].map((k) => `<path d="M${x + k * 41} 470 V130" stroke="#5a4636" stroke-width="6"/>`).join('') +
        `<path d="M${x} 300 H${x + 164} M${x} 390 H${x + 164}" stroke="#5a4636" stroke-width="6"/>` +
        path(`M${x + 10} 470 L${x - 110} 720 H${x + 60} L${x + 150} 470 Z`, '#f6d9a0', 'opacity=".2"')
    }
    return sheet(
      ['#6b5442', '#8c7257'],
      arches +
        rect(-20, 470, WIDTH + 40, 270, '#4a3a2e') +
        path('M640 720 L760 500 H1000 L1300 720 Z', '#2b221b') +
        path('M720 560 Q724 380 790 372 H900 Q960 380 964 560 L990 660 H700 Z', '#2f4a55') +
        rect(756, 410, 76, 66, '#ffe9b8', 'rx="8"') +
        rect(850, 410, 76, 66, '#ffe9b8', 'rx="8"') +
        circle(760, 600, 20, '#fff3c4') +
        circle(930, 600, 20, '#fff3c4') +
        circle(760, 600, 90, 'url(#glow)') +
        circle(930, 600, 90, 'url(#glow)') +
        circle(640, 100, 52, '#f7ecd2') +
        circle(640, 100, 52, 'none', 'stroke="#2b221b" stroke-width="7"') +
        '<path d="M640 100 V66 M640 100 L664 112" stroke="#2b221b" stroke-width="6" stroke-linecap="round"/>' +
        [230, 300, 420]
          .map(
            (x, i) =>
              circle(x, 548, 15, '#191410') +
              path(`M${x - 20} 660 Q${x - 26} ${575 + i * 4} ${x} 566 Q${x + 26} 575 ${x + 20} 660 Z`, '#191410'),
          )
          .join('') +
        hatch(0, 480, WIDTH, 230, 90, '#2b221b', r, 3),
      20,
    )
  },
  paper() {
    const r = seeded(21)
    let sheets = ''
    for (let i = 0; i < 16; i++)
      sheets += `<g transform="rotate(${f((r() - 0.5) * 3)} 640 ${620 - i * 22})">${rect(330, 606 - i * 22, 620, 24, i > 4 && i < 11 ? '#fbf8ef' : (['#d9b878', '#cfa864', '#e0c48c'][i % 3] ?? '#d9b878'), 'stroke="#8a6a3a" stroke-width="1.5"')}${hatch(345, 612 - i * 22, 590, 12, 9, '#5c5346', r)}</g>`
    let nest = ''
    for (let i = 0; i < 14; i++)
      nest += path(
        `M${520 - i * 6} ${250 - i * 11} Q640 ${200 - i * 16} ${760 + i * 6} ${250 - i * 11}`,
        'none',
        `stroke="${['#9a8a74', '#b7a78f', '#857560'][i % 3]}" stroke-width="9"`,
      )
    return sheet(
      ['#4b3a2c', '#7b6248'],
      circle(980, 150, 260, 'url(#glow)') +
        nest +
        sheets +
        rect(-20, 628, WIDTH + 40, 120, '#2e2219') +
        hatch(0, 640, WIDTH, 70, 70, '#5a4432', r, 3),
      21,
    )
  },
  lac() {
    const r = seeded(22)
    return sheet(
      ['#cfe0e6', '#f6ead2'],
      ridge(300, 170, 150, '#a9c0cd', r) +
        ridge(350, 130, 130, '#86a3b5', r) +
        ridge(400, 80, 110, '#64869b', r) +
        ridge(450, 8, 100, '#4a7389', r) +
        path('M640 180 Q770 330 790 500 L640 500 Z', '#fbf7ec') +
        path('M628 230 Q560 370 548 500 L628 500 Z', '#f0e4cc') +
        path('M520 512 H820 L784 556 H566 Z', '#8c3b2e') +
        rect(630, 170, 6, 345, '#3a2d25') +
        hatch(480, 560, 380, 130, 50, '#fbf7ec', r, 3) +
        hatch(0, 470, WIDTH, 240, 120, '#a9c8d6', r),
      22,
    )
  },
  moor() {
    const r = seeded(23)
    let trees = ''
    for (let i = 0; i < 17; i++) {
      const x = r() * WIDTH
      const h = 180 + r() * 240
      const near = r()
      trees +=
        `<path d="M${f(x)} 520 q${f((r() - 0.5) * 20)} ${f(-h / 2)} ${f((r() - 0.5) * 24)} ${f(-h)}" stroke="${near > 0.5 ? '#e9e5da' : '#c4c6c0'}" stroke-width="${f(5 + near * 8)}" fill="none"/>` +
        hatch(x - 12, 520 - h, 24, h, 8, '#3c3a36', r, 4)
    }
    return sheet(
      ['#b8bfb9', '#dcd8c6'],
      ridge(380, 40, 160, '#a3aaa2', r) +
        trees +
        ridge(500, 30, 110, '#8a8458', r) +
        ridge(560, 34, 90, '#6f6a41', r) +
        path('M560 720 L620 470 H662 L760 720 Z', '#8d7352') +
        [0, 1, 2, 3, 4, 5, 6]
          .map(
            (i) =>
              `<path d="M${610 - i * 8} ${500 + i * 32} H${674 + i * 13}" stroke="#4f3d29" stroke-width="${3 + i}"/>`,
          )
          .join('') +
        hatch(0, 530, WIDTH, 180, 150, '#4d4a2a', r, 3) +
        hatch(0, 420, WIDTH, 60, 40, '#f0eee4', r, 6),
      23,
    )
  },
  souq() {
    const r = seeded(24)
    let arches = ''
    for (let i = 0; i < 6; i++) {
      const s = 1 - i * 0.15
      const w = 560 * s
      const h = 660 * s
      const top = 740 - h - i * 24
      arches += path(
        `M${640 - w} 760 V${top - 300} H${640 + w} V760 H${640 + w * 0.72} V${top + h * 0.42} Q${640 + w * 0.7} ${top + 40} 640 ${top - 30} Q${640 - w * 0.7} ${top + 40} ${640 - w * 0.72} ${top + h * 0.42} V760 Z`,
        ['#4a2f26', '#5f3d2e', '#774d37', '#8f6042', '#a97650', '#c48f62'][i] ?? '#c48f62',
      )
    }
    return sheet(
      ['#ffe2a6', '#f7b267'],
      circle(640, 470, 240, 'url(#glow)') +
        arches +
        path('M560 720 L600 560 H680 L720 720 Z', '#ffd98a', 'opacity=".5"') +
        circle(640, 560, 14, '#2a1a15') +
        path('M612 660 Q616 580 640 574 Q664 580 668 660 Z', '#2a1a15') +
        [220, 330, 950, 1060]
          .map((x, i) => circle(x, 250 + (i % 2) * 70, 60, 'url(#glow)') + circle(x, 250 + (i % 2) * 70, 14, '#fff3c4'))
          .join('') +
        hatch(0, 560, WIDTH, 150, 70, '#2f1d17', r, 3),
      24,
    )
  },
  tram() {
    const r = seeded(25)
    return sheet(
      ['#f3b49a', '#fde7c2'],
      circle(930, 250, 90, '#f26b4e') +
        ridge(430, 110, 150, '#8aa0a8', r) +
        houses(0, 560, 6, ['#40505c', '#4f606b', '#364650'], r) +
        houses(900, 520, 6, ['#40505c', '#4f606b', '#364650'], r) +
        path('M-20 740 L-20 660 L1300 520 V740 Z', '#5c5450') +
        `<g transform="rotate(-6.3 640 560)">${rect(340, 350, 560, 210, '#2f6b5c', 'rx="26"')}${rect(340, 446, 560, 26, '#f4e4bf')}${[0, 1, 2, 3, 4, 5].map((i) => rect(368 + i * 88, 376, 70, 62, '#ffe9b8', 'rx="8"')).join('')}${rect(330, 338, 580, 20, '#22463d', 'rx="10"')}${circle(450, 572, 34, '#22262a')}${circle(790, 572, 34, '#22262a')}<path d="M620 338 L580 230 M620 338 L662 230" stroke="#22262a" stroke-width="7"/></g><path d="M-20 262 Q600 190 1300 120" stroke="#22262a" stroke-width="4" fill="none"/>` +
        hatch(0, 600, WIDTH, 110, 90, '#2b2725', r, 3),
      25,
    )
  },
  'icon-courier': () =>
    icon(
      '#1d3344',
      '#f4e9c8',
      '<path d="M64 24 v62 M64 40 h-22 M64 40 h22 M30 78 q34 40 68 0" stroke="#f4e9c8" stroke-width="9" fill="none" stroke-linecap="round"/><circle cx="64" cy="22" r="9" fill="none" stroke="#f4e9c8" stroke-width="7"/>',
    ),
  'icon-science': () =>
    icon(
      '#3f5b32',
      '#f3efe0',
      '<path d="M64 106 V56 M64 74 q-34 -2 -38 -38 q36 0 38 38 M64 62 q2 -32 38 -36 q2 34 -38 36" stroke="#f3efe0" stroke-width="8" fill="none" stroke-linejoin="round"/>',
    ),
  'icon-lac': () =>
    icon(
      '#4a7389',
      '#fff',
      '<path d="M66 18 Q104 58 106 88 H66 Z M58 34 Q34 64 30 88 H58 Z" fill="#fff"/><path d="M22 100 q14 -10 28 0 t28 0 t28 0" stroke="#fff" stroke-width="7" fill="none"/>',
    ),
  'icon-morgen': () =>
    icon(
      '#b4552d',
      '#fff3dc',
      '<circle cx="64" cy="78" r="24" fill="#fff3dc"/><path d="M14 98 H114 M64 22 v18 M26 40 l12 13 M102 40 l-12 13" stroke="#fff3dc" stroke-width="8" stroke-linecap="round"/>',
    ),
  'icon-souq': () =>
    icon(
      '#6b3f2e',
      '#ffe2a6',
      '<path d="M28 108 V62 Q30 26 64 18 Q98 26 100 62 V108" stroke="#ffe2a6" stroke-width="10" fill="none"/><circle cx="64" cy="66" r="11" fill="#ffe2a6"/>',
    ),
  'icon-tram': () =>
    icon(
      '#2f6b5c',
      '#fde7c2',
      '<rect x="28" y="34" width="72" height="58" rx="12" fill="#fde7c2"/><rect x="38" y="46" width="52" height="20" rx="4" fill="#2f6b5c"/><circle cx="46" cy="80" r="6" fill="#2f6b5c"/><circle cx="82" cy="80" r="6" fill="#2f6b5c"/><path d="M44 106 l-8 10 M84 106 l8 10 M64 34 V18 M46 18 h36" stroke="#fde7c2" stroke-width="7"/>',
    ),
}

function icon(back: string, _front: string, inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="128" height="128" fill="${back}"/>${inside}</svg>`
}
