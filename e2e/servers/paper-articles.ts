// The loopback newspaper's articles and their pages, with everything around them that real pages have.
import { Writer } from './prose.ts'

export interface PaperArticle {
  number: number
  slug: string
  headline: string
  kicker: string
  standfirst: string
  author: string
  agency: string | null
  publishedAt: number
  updatedAt: number
  /** Raised by update(): the text says so. */
  version: number
  paragraphs: string[]
  crossheads: string[]
  /** A page that does not show the article. */
  wall: 'consent' | 'bot' | 'paywall' | null
  commentCount: number
}

const KICKERS = ['Harbour', 'Town', 'Culture', 'Weather', 'Trade', 'Science']
const AUTHORS = ['Ada Quill', 'Jonas Weber', 'Claire Morel', 'Priya Nair', 'Tomás Ibarra']

export function writeArticle(number: number, at: number): PaperArticle {
  const writer = new Writer(number + 1)
  const headline = writer.headline()
  return {
    number,
    slug: `${number}-${headline.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    headline,
    kicker: writer.pick(KICKERS),
    standfirst: writer.paragraph(2),
    author: writer.pick(AUTHORS),
    agency: number % 4 === 1 ? 'Reuters' : null,
    publishedAt: at,
    updatedAt: at,
    version: 1,
    paragraphs: Array.from({ length: 9 + writer.number(4) }, () => writer.paragraph()),
    crossheads: [writer.crosshead(), writer.crosshead()],
    wall: null,
    commentCount: writer.number(60),
  }
}

export const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

export const pagePath = (article: PaperArticle): string => `/articles/${article.slug}.html`

/** The article as its own page has it, or as a feed with full texts gives it. */
export function articleHtml(article: PaperArticle, origin: string): string {
  const [first = '', second = '', ...rest] = article.paragraphs
  const half = rest.length >> 1
  const n = article.number
  const paragraphs = (list: string[]) => list.map((text) => `<p>${escape(text)}</p>`).join('\n')
  const update =
    article.version > 1 ? `<p>Update ${article.version}: this report has been corrected and extended.</p>\n` : ''
  return `${update}<p>${escape(first)}</p>
<p>${escape(second)} <a href="${origin}/about.html?utm_source=paper&amp;utm_medium=text">More about this</a>.</p>
<h2>${escape(article.crossheads[0] ?? '')}</h2>
${paragraphs(rest.slice(0, half))}
<figure><picture><source type="image/webp" srcset="/pictures/${n}-b-64.webp 64w"><img src="/pictures/${n}-b-320.png" srcset="/pictures/${n}-b-160.png 160w, /pictures/${n}-b-320.png 320w, /pictures/${n}-b-640.png 640w" sizes="50vw" alt="The quay" width="320" height="180"></picture><figcaption>The quay on a quiet day. <span class="credit">Photo: Ada Quill</span></figcaption></figure>
<blockquote><p>${escape(article.standfirst)}</p></blockquote>
<ul><li>Opened in 1931</li><li>Closed in 1974</li><li>Open again since this week</li></ul>
<h2>${escape(article.crossheads[1] ?? '')}</h2>
${paragraphs(rest.slice(half))}
<p><img class="lazy" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-src="/pictures/${n}-c-320.jpg" alt="The bridge, seen from the market" width="320" height="180"></p>
<table><caption>Visitors</caption><thead><tr><th>Year</th><th>Number</th></tr></thead><tbody><tr><td>2024</td><td>12,400</td></tr><tr><td>2025</td><td>15,900</td></tr></tbody></table>`
}

/** `third` is the origin of everybody who would like to know who reads this. */
export function articlePage(article: PaperArticle, others: PaperArticle[], origin: string, third: string): string {
  if (article.wall === 'consent') return consentWall(third)
  if (article.wall === 'bot') return botWall()
  const url = origin + pagePath(article)
  const iso = (at: number) => new Date(at).toISOString()
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: url,
    headline: article.headline,
    alternativeHeadline: article.kicker,
    description: article.standfirst,
    author: [{ '@type': 'Person', name: article.author }],
    creditText: article.agency ?? undefined,
    publisher: { '@type': 'NewsMediaOrganization', name: 'The Loopback Post' },
    datePublished: iso(article.publishedAt),
    dateModified: iso(article.updatedAt),
    isAccessibleForFree: article.wall !== 'paywall',
    image: {
      '@type': 'ImageObject',
      url: `${origin}/pictures/${article.number}-a-640.jpg`,
      width: 640,
      height: 360,
      caption: 'The harbour at dawn',
    },
    commentCount: article.commentCount,
    articleSection: article.kicker,
    inLanguage: 'en',
  }
  const related = others
    .slice(0, 4)
    .map(
      (other) =>
        `<li class="related-item"><a href="${pagePath(other)}"><img src="/pictures/${other.number}-a-160.jpg" alt=""><h4>${escape(other.headline)}</h4></a></li>`,
    )
    .join('\n')
  const body =
    article.wall === 'paywall'
      ? `<p>${escape((article.paragraphs[0] ?? '').slice(0, 160))}…</p><div class="paywall"><h3>Subscribe to read on</h3><p>Already a subscriber? <a href="/login">Sign in</a></p></div>`
      : articleHtml(article, origin)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(article.headline)} – The Loopback Post</title>
<meta name="description" content="${escape(article.standfirst)}"><meta property="og:title" content="${escape(article.headline)}"><meta property="og:image" content="${origin}/pictures/${article.number}-a-640.jpg"><meta property="og:type" content="article">
<link rel="canonical" href="${url}"><link rel="icon" href="/favicon.png"><link rel="alternate" type="application/rss+xml" title="The Loopback Post" href="/feeds/rss.xml">
<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>
<script src="${third}/analytics.js" async></script><link rel="stylesheet" href="${third}/fonts.css"><link rel="preconnect" href="${third}">
<style>body{background:url(${third}/background.gif)}</style></head><body>
<div id="cookie-banner" role="dialog"><p>We value your privacy. We and our 814 partners store information on your device.</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/section/town">Town</a></li><li><a href="/section/culture">Culture</a></li><li><a href="/section/weather">Weather</a></li></ul></nav></header>
<main><article class="story"><header><p class="kicker">${escape(article.kicker)}</p><h1>${escape(article.headline)}</h1><p class="standfirst">${escape(article.standfirst)}</p>
<p class="byline">By <a rel="author" href="/people/quill">${escape(article.author)}</a>${article.agency ? `, ${article.agency}` : ''} <time datetime="${iso(article.publishedAt)}">${iso(article.publishedAt).slice(0, 10)}</time></p></header>
<figure class="lead"><img src="/pictures/${article.number}-a-640.jpg" alt="The harbour at dawn" width="640" height="360"><figcaption>The harbour at dawn</figcaption></figure>
<div class="share"><a href="${third}/share?u=${encodeURIComponent(url)}">Share</a></div>
<div class="body">
${body}
<img src="${third}/pixel.gif?a=${article.number}" width="1" height="1" alt=""><iframe src="${third}/frame.html" width="300" height="250"></iframe>
</div>
<aside class="advert"><p>Advertisement</p><a href="${third}/click"><img src="${third}/advert.gif" alt="Buy this" width="300" height="250"></a></aside>
</article>
<aside class="related"><h3>Read also</h3><ul>${related}</ul></aside>
<section id="comments"><h3>${article.commentCount} comments</h3><ol><li><p>First! I never liked the old crane anyway, and nobody asked me.</p></li><li><p>Please write more about the ferry.</p></li></ol></section></main>
<div class="newsletter"><form action="${third}/signup"><label>Our newsletter <input type="email"></label></form></div>
<footer><p>© The Loopback Post. All rights reserved.</p></footer><img src="${third}/beacon.gif" alt="" style="display:none"><script>fetch('${third}/collect')</script></body></html>
`
}

function consentWall(third: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Before you continue – The Loopback Post</title><script src="${third}/consent.js"></script></head><body>
<main><div id="consent" class="cmp-container"><h1>Your privacy choices</h1><p>We and our 814 partners store and access information on your device, such as cookies, and process personal data for personalised advertising, measurement and audience research. You can change your choices at any time.</p><p>To read on with advertising and tracking, please agree. Alternatively, subscribe.</p><button id="accept-all">Accept all cookies and continue</button><button>Manage preferences</button><a href="/privacy">Privacy policy</a></div></main></body></html>`
}

function botWall(): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390"></head><body>
<div class="main-wrapper"><div class="main-content"><h1>127.0.0.1</h1><p id="cf-spinner-please-wait">Checking your browser before you proceed. Please enable JavaScript and cookies to continue.</p><form id="challenge-form" action="/articles?__cf_chl_f_tk=x" method="POST"></form><noscript>Enable JavaScript and cookies to continue</noscript></div></div><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>`
}

export function homePage(articles: PaperArticle[], third: string): string {
  const list = articles
    .map(
      (article) =>
        `<li><a href="${pagePath(article)}"><img src="/pictures/${article.number}-a-160.jpg" alt=""><h2>${escape(article.headline)}</h2></a><p>${escape(article.standfirst)}</p></li>`,
    )
    .join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Loopback Post</title><link rel="icon" href="/favicon.png">
<link rel="alternate" type="application/rss+xml" title="The Loopback Post" href="/feeds/rss.xml">
<link rel="alternate" type="application/atom+xml" title="The Loopback Post, whole articles" href="/feeds/full.xml">
<link rel="alternate" type="application/feed+json" title="The Loopback Post in short" href="/feeds/news.json">
<link rel="alternate" type="application/rss+xml" title="The Loopback Post: sound" href="/feeds/podcast.xml">
<link rel="alternate" type="application/rss+xml" title="Comments on The Loopback Post" href="/feeds/comments.xml">
<script src="${third}/analytics.js"></script></head><body><h1>The Loopback Post</h1><ul>${list}</ul></body></html>`
}
