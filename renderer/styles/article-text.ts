// The typography of what is read: how the text of an article is set, in every script.
import { css } from 'lit'

/** For `.text`: what the sanitiser lets through, and the few elements the body adds. */
export const articleText = css`
  .text {
    font: 400 var(--text-size) / var(--text-line) var(--text-face);
    font-optical-sizing: auto;
    font-kerning: normal;
    font-variant-ligatures: common-ligatures contextual;
    font-variant-numeric: oldstyle-nums proportional-nums;
    text-wrap: pretty;
    overflow-wrap: break-word;
    hanging-punctuation: first allow-end last;
    hyphens: manual;
    color: var(--ink);
  }

  .text.justified {
    text-align: justify;
    text-justify: inter-word;
  }

  .text :where(p, ul, ol, dl, blockquote, pre, figure, .table, details, aside, div) {
    margin-block: 0 0.85em;
    margin-inline: 0;
  }

  .text > :last-child {
    margin-block-end: 0;
  }

  .text p:empty {
    display: none;
  }

  .text .drop::first-letter {
    font-family: var(--text-head);
    font-weight: 500;
    initial-letter: 3;
    margin-inline-end: 0.1em;
    color: var(--ink);
  }

  .text :is(h2, h3, h4, h5, h6) {
    font-family: var(--text-head);
    font-variant-numeric: lining-nums proportional-nums;
    line-height: 1.2;
    text-align: start;
    text-wrap: balance;
    break-after: avoid;
  }

  .text h2 {
    margin-block: 1.5em 0.45em;
    font-size: 1.34em;
    font-weight: 620;
    letter-spacing: -0.006em;
  }

  .text h3 {
    margin-block: 1.4em 0.35em;
    font-size: 1.12em;
    font-weight: 640;
  }

  .text :is(h4, h5, h6) {
    margin-block: 1.3em 0.3em;
    font-size: 1em;
    font-weight: 650;
  }

  .text > :is(h2, h3, h4):first-child {
    margin-block-start: 0;
  }

  .text a[href] {
    color: inherit;
    text-decoration: underline 1px;
    text-decoration-color: color-mix(in srgb, var(--accent) 70%, transparent);
    text-underline-offset: 0.17em;
    text-decoration-skip-ink: auto;
  }

  .text a[href]:hover {
    color: var(--accent);
    text-decoration-thickness: 2px;
  }

  .text :is(sup, sub) {
    font-size: 0.72em;
    line-height: 0;
    font-variant-numeric: lining-nums;
  }

  .text sup a[href] {
    padding-inline: 0.12em;
    color: var(--accent);
    text-decoration: none;
  }

  .text abbr[title] {
    text-decoration: underline dotted 1px;
  }

  .text :is(strong, b) {
    font-weight: 640;
  }

  .text small {
    font-size: 0.85em;
  }

  .text mark {
    background: var(--mark);
    color: var(--ink);
  }

  .text :is(ins, u) {
    text-underline-offset: 0.15em;
  }

  .text del,
  .text s {
    color: var(--ink-2);
  }

  /* Lists keep their marks: shared styles take them from the window's own lists. */
  .text ul {
    list-style: disc;
    padding-inline-start: 1.25em;
  }

  .text ol {
    list-style: decimal;
    padding-inline-start: 1.6em;
  }

  .text ol[type='a'] {
    list-style: lower-alpha;
  }

  .text ol[type='A'] {
    list-style: upper-alpha;
  }

  .text ol[type='i'] {
    list-style: lower-roman;
  }

  .text ol[type='I'] {
    list-style: upper-roman;
  }

  .text li {
    margin-block-end: 0.35em;
    padding-inline-start: 0.15em;
  }

  .text li::marker {
    color: var(--ink-3);
    font-variant-numeric: lining-nums tabular-nums;
  }

  .text li > :is(ul, ol) {
    margin-block: 0.35em 0;
  }

  .text dt {
    font-weight: 640;
  }

  .text dd {
    margin: 0 0 0.5em;
    padding-inline-start: 1.25em;
  }

  .text blockquote {
    padding-inline-start: 1.1em;
    border-inline-start: 2px solid var(--rule-strong);
    color: var(--ink-2);
  }

  .text blockquote > :last-child {
    margin-block-end: 0;
  }

  .text cite {
    font-style: italic;
  }

  .text blockquote cite {
    display: block;
    margin-block-start: 0.4em;
    font: 500 0.8em / 1.4 var(--face-ui);
    color: var(--ink-3);
  }

  /* What papers set apart in the middle of a text: a sentence pulled out, or a box. */
  .text aside {
    margin-block: 1.5em;
    padding-block: 0.9em 1em;
    border-block: 1px solid var(--rule-strong);
    font-size: 0.92em;
    color: var(--ink-2);
  }

  .text aside > :last-child {
    margin-block-end: 0;
  }

  .text aside blockquote,
  .text figure > blockquote {
    padding: 0;
    border: 0;
    font: 400 1.42em / 1.24 var(--text-head);
    font-style: italic;
    letter-spacing: -0.005em;
    color: var(--ink);
    text-align: start;
    text-wrap: balance;
  }

  .text figure {
    margin-block: 1.5em;
    break-inside: avoid;
  }

  .text :is(img, video) {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    margin-inline: auto;
    background: var(--sunken);
  }

  .enlarge {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    min-block-size: 0;
    margin-inline: auto;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    font: inherit;
    cursor: zoom-in;
    user-select: auto;
  }

  .enlarge:has(.wide) {
    inline-size: 100%;
  }

  .text p img,
  .text li img,
  .text td img {
    margin-block: 0.4em;
  }

  .text :is(p, li, td, a, span) > img.small {
    display: inline-block;
    margin: 0 0.15em;
    vertical-align: middle;
    background: none;
  }

  .text figcaption,
  .text caption {
    margin-block-start: 0.55em;
    font: 400 var(--size-2) / 1.42 var(--face-ui);
    font-variant-numeric: lining-nums;
    color: var(--ink-3);
    text-align: start;
    text-wrap: pretty;
  }

  .text caption {
    margin-block: 0 0.55em;
  }

  .text figcaption > :last-child {
    margin-block-end: 0;
  }

  .text audio,
  .text video {
    inline-size: 100%;
  }

  .text .elsewhere {
    padding: 0.8rem 1rem;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .text .elsewhere figcaption:first-child {
    margin-block-start: 0;
  }

  .text .elsewhere figcaption a::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.55em;
    border-block: 0.36em solid transparent;
    border-inline-start: 0.58em solid var(--accent);
  }

  .text .elsewhere.audio figcaption a::before {
    inline-size: 0.55em;
    block-size: 0.7em;
    border: solid var(--accent);
    border-width: 0 0.16em;
  }

  .text .elsewhere figcaption a {
    color: var(--accent);
    font-weight: 600;
  }

  .text .elsewhere img {
    margin-block: -0.8rem 0;
    margin-inline: -1rem;
    inline-size: calc(100% + 2rem);
    max-inline-size: none;
    border-start-start-radius: var(--radius);
    border-start-end-radius: var(--radius);
  }

  .missing {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 4.5rem;
    padding: 0.8rem 1rem;
    border: 1px dashed var(--rule-strong);
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--ink-3);
    font: italic 400 var(--size-2) / 1.4 var(--face-ui);
    text-align: start;
  }

  .text .table {
    margin-block: 1.4em;
    overflow-x: auto;
    overscroll-behavior-x: contain;
  }

  .text table {
    inline-size: auto;
    min-inline-size: 60%;
    font-size: 0.86em;
    line-height: 1.35;
    font-variant-numeric: lining-nums tabular-nums;
    text-align: start;
    border-block: 2px solid var(--ink);
    hyphens: manual;
  }

  .text :is(th, td) {
    padding: 0.42em 0.75em 0.42em 0;
    text-align: start;
    vertical-align: baseline;
    border-block-end: 1px solid var(--rule);
    max-inline-size: 24em;
  }

  .text thead th {
    border-block-end: 1px solid var(--ink-3);
    font: 600 0.9em / 1.3 var(--face-ui);
    color: var(--ink-2);
  }

  .text :is(th, td) > :last-child {
    margin-block-end: 0;
  }

  .text :is(code, kbd, samp) {
    font-family: var(--face-code);
    font-size: 0.86em;
    font-variant-numeric: lining-nums;
    font-variant-ligatures: none;
    padding: 0.1em 0.25em;
    border-radius: 0.2em;
    background: var(--sunken);
    hyphens: none;
  }

  .text pre {
    padding: 0.9rem 1rem;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    border-inline-start: 3px solid var(--rule);
    background: var(--sunken);
    font: 400 0.82em / 1.5 var(--face-code);
    font-variant-numeric: lining-nums;
    font-variant-ligatures: none;
    text-align: start;
    tab-size: 4;
    hyphens: none;
  }

  .text pre :is(code, kbd, samp) {
    padding: 0;
    background: none;
    font-size: 1em;
  }

  .text hr {
    inline-size: 5rem;
    margin: 1.8em auto;
    border-block-start: 1px solid var(--rule-strong);
  }

  .text summary {
    font-weight: 600;
  }

  .text math[display='block'] {
    margin-block: 1em;
    overflow-x: auto;
    overflow-y: hidden;
  }

  .text .here {
    background: var(--mark);
    transition: background-color 1.2s var(--ease);
  }

  /* Scripts. Those without spaces between words are not stretched, and have no slanted letters. */
  .text:lang(ar),
  .text:lang(fa),
  .text:lang(ur) {
    font-size: calc(var(--text-size) * 1.08);
    line-height: calc(var(--text-line) * 1.12);
    letter-spacing: 0;
  }

  .cjk .text {
    line-height: calc(var(--text-line) * 1.12);
    line-break: strict;
    word-break: normal;
    text-autospace: normal;
    text-spacing-trim: trim-start;
    text-wrap: wrap;
    font-variant-numeric: lining-nums;
  }

  .cjk .text.justified {
    text-justify: inter-character;
  }

  :lang(ko) .text {
    word-break: keep-all;
  }

  .cjk .text :is(em, i, cite, dfn, var, blockquote),
  .cjk .standfirst {
    font-style: normal;
  }

  .cjk .text :is(em, i) {
    text-emphasis: filled dot;
    text-emphasis-position: under right;
  }

  :lang(ja) .text :is(em, i) {
    text-emphasis-position: over right;
  }

  .text:is(:lang(ar), :lang(fa), :lang(ur), :lang(he), :lang(yi)) :is(em, i, cite, blockquote) {
    font-style: normal;
  }

  .text:is(:lang(ar), :lang(fa), :lang(ur), :lang(he), :lang(yi)) :is(em, i) {
    font-weight: 640;
  }

  @media print {
    .text {
      font-size: 10.5pt;
      line-height: 1.42;
      orphans: 3;
      widows: 3;
    }

    .text a[href] {
      color: inherit;
      text-decoration: none;
    }

    .text img {
      max-block-size: 16cm;
      inline-size: auto;
    }

    .text pre {
      white-space: pre-wrap;
    }

    .text .missing,
    .text :is(audio, video) {
      display: none;
    }
  }
`

/** Faces by script: the names a system has them by. On the element that carries lang. */
export const scriptFaces = css`
  :lang(ja) {
    --text-face:
      'Noto Serif CJK JP', 'Noto Serif JP', 'Hiragino Mincho ProN', 'Yu Mincho', 'Source Serif 4 Variable', serif;
    --text-head: 'Noto Serif CJK JP', 'Noto Serif JP', 'Hiragino Mincho ProN', 'Yu Mincho', serif;
  }

  :lang(zh) {
    --text-face: 'Noto Serif CJK SC', 'Noto Serif SC', 'Songti SC', SimSun, 'Source Serif 4 Variable', serif;
    --text-head: 'Noto Serif CJK SC', 'Noto Serif SC', 'Songti SC', SimSun, serif;
  }

  :lang(zh-TW),
  :lang(zh-HK),
  :lang(zh-Hant) {
    --text-face: 'Noto Serif CJK TC', 'Noto Serif TC', 'Songti TC', PMingLiU, 'Source Serif 4 Variable', serif;
    --text-head: 'Noto Serif CJK TC', 'Noto Serif TC', 'Songti TC', PMingLiU, serif;
  }

  :lang(ko) {
    --text-face: 'Noto Serif CJK KR', 'Noto Serif KR', AppleMyungjo, Batang, 'Source Serif 4 Variable', serif;
    --text-head: 'Noto Serif CJK KR', 'Noto Serif KR', AppleMyungjo, Batang, serif;
  }

  :lang(ar),
  :lang(fa),
  :lang(ur),
  :lang(ps) {
    --text-face:
      'Noto Naskh Arabic', 'Geeza Pro', Amiri, 'Scheherazade New', 'Traditional Arabic', 'Times New Roman', serif;
    --text-head:
      'Noto Naskh Arabic', 'Geeza Pro', Amiri, 'Scheherazade New', 'Traditional Arabic', 'Times New Roman', serif;
  }

  :lang(he),
  :lang(yi) {
    --text-face: 'Noto Serif Hebrew', 'Frank Ruhl Libre', 'New Peninim MT', David, 'Times New Roman', serif;
    --text-head: 'Noto Serif Hebrew', 'Frank Ruhl Libre', 'New Peninim MT', David, 'Times New Roman', serif;
  }
`
