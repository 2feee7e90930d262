// The window trusts nobody: not other pages, not other programs, and least of all an article.
import { request as ask } from 'node:http'
import { expect, test } from './app.ts'

test('other pages, other names and other programs get nothing', async ({ app, reader }) => {
  const { page } = app
  await app.cli('sample')
  await expect(reader.row('All articles')).toBeVisible()
  const url = new URL(page.url())
  const [cookie] = await page.context().cookies()
  expect(cookie?.httpOnly).toBe(true)
  expect(cookie?.sameSite).toBe('Strict')
  const known = { cookie: `${cookie?.name}=${cookie?.value}` }
  const own = { host: url.host, origin: url.origin, 'content-type': 'application/json' }
  const command = JSON.stringify({ name: 'app.snapshot', input: {} })
  const answer = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
      const sent = ask({ host: '127.0.0.1', port: url.port, method, path, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  expect((await answer('POST', '/api/run', { ...own, ...known }, command)).status).toBe(200)
  const refused: [string, string, string, Record<string, string>][] = [
    ['without the cookie', 'POST', '/api/run', own],
    ['with a wrong cookie', 'POST', '/api/run', { ...own, cookie: `${cookie?.name}=x` }],
    ['by another name', 'POST', '/api/run', { ...own, ...known, host: 'rebound.example' }],
    ['from another page', 'POST', '/api/run', { ...own, ...known, origin: 'http://evil.example' }],
    ['from a page without origin', 'POST', '/api/run', { ...own, ...known, origin: 'null' }],
    ['from a program', 'POST', '/api/run', { host: url.host, ...known }],
    ['as a link of another page', 'GET', '/', { host: url.host, ...known, 'sec-fetch-site': 'cross-site' }],
    ['the page by another name', 'GET', '/', { host: `localhost:${url.port}`, ...known }],
    ['changes', 'GET', '/api/changes', { host: url.host }],
    ['pictures', 'GET', `/media/${'0'.repeat(32)}`, { host: url.host }],
    ['a guessed token', 'GET', '/open/guess', { host: url.host }],
  ]
  for (const [name, method, path, headers] of refused) {
    const { status, body } = await answer(method, path, headers, method === 'POST' ? command : '')
    expect(status, name).toBe(403)
    expect(body, name).not.toContain('revision')
  }
  for (const path of ['/../cli.js', '/%2e%2e/node/cli.js', '/assets/../../node/cli.js', '/..%5cnode%5ccli.js'])
    expect((await answer('GET', path, { host: url.host, ...known })).status, path).toBe(404)

  const main = await answer('GET', '/', { host: url.host, ...known })
  const policy = String(main.headers['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ])
    expect(policy).toContain(rule)
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(main.headers['x-content-type-options']).toBe('nosniff')
})

test('a hostile article runs nothing and asks nobody', async ({ app, reader, paper }) => {
  const { page } = app
  const third = paper.third.origin
  const run = `window.owned=1;fetch('${third}/owned')`
  const attacks = [
    `<script>${run}</script>`,
    `<img src=x onerror="${run}">`,
    `<img src="${third}/beacon.gif" width=1 height=1>`,
    `<svg onload="${run}"><script>${run}</script><a xlink:href="javascript:${run}"><text>svg</text></a><use href="${third}/u.svg#x"/></svg>`,
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></mglyph></table></mtext></math>`,
    `<iframe src="${third}/frame.html" srcdoc="<script>${run}</script>"></iframe>`,
    `<object data="${third}/o"></object><embed src="${third}/e"><applet code=x></applet>`,
    `<meta http-equiv="refresh" content="0;url=${third}/refresh"><base href="${third}/">`,
    `<link rel="stylesheet" href="${third}/s.css"><link rel="prefetch" href="${third}/p"><link rel="dns-prefetch" href="${third}">`,
    `<style>@import url(${third}/i.css); body{display:none;background:url(${third}/b.png)} :host{background:url(${third}/h.png)}</style>`,
    `<p style="position:fixed;inset:0;background:url(${third}/style.png)">styled</p>`,
    `<a href="javascript:${run}">script link</a> <a href="  jAvAsCrIpT&#58;${run}">odd script link</a> <a href="data:text/html,<script>${run}</script>">data link</a>`,
    `<a href="${third}/ping" ping="${third}/ping2">link with ping</a>`,
    `<form action="${third}/form"><button formaction="javascript:${run}">form button</button><input autofocus onfocus="${run}"></form>`,
    `<video src="${third}/v.mp4" autoplay></video><audio src="${third}/a.mp3" autoplay></audio>`,
    `<picture><source srcset="${paper.origin}/pictures/1-a-160.png"><img srcset="${paper.origin}/pictures/1-a-320.png 2x" src="${paper.origin}/pictures/1-a-64.png" alt="kept"></picture>`,
    `<table background="${third}/t.png"><tr><td background="${third}/td.png">cell</td></tr></table>`,
    `<details open ontoggle="${run}"><summary>summary</summary>x</details>`,
    `<noscript><p title="</noscript><img src=x onerror='${run}'>"></noscript>`,
    `<template><script>${run}</script></template><bs-app></bs-app><bs-icon name="x"></bs-icon>`,
    `<p id="app" class="page" slot="footer" is="bs-app" contenteditable onclick="${run}">named</p>`,
  ]
  const items = attacks.map(
    (attack, at) =>
      `<item><title>Attack ${at} &lt;img src=x onerror="${run.replaceAll('"', "'")}"&gt;</title><guid>a${at}</guid><link>javascript:${run}//${at}</link><author>&lt;script&gt;${run}&lt;/script&gt;</author><category>&lt;img src=${third}/c.gif&gt;</category><description><![CDATA[<p>Before ${at}.</p>${attack}<p>After ${at}.</p>]]></description></item>`,
  )
  paper.put('/hostile.xml', {
    type: 'application/rss+xml',
    body: `<rss version="2.0"><channel><title>Hostile &lt;script&gt;${run}&lt;/script&gt;</title><link>javascript:${run}</link>${items.join('')}</channel></rss>`,
  })
  await page.getByRole('textbox', { name: 'Follow a paper' }).fill(`${paper.origin}/hostile.xml`)
  await page.keyboard.press('Enter')
  await reader.listed(attacks.length)
  await page.getByRole('button', { name: 'All', exact: true }).click()
  const scripts = await page.evaluate(() => document.scripts.length)
  for (let at = 0; at < attacks.length; at++) {
    await page.keyboard.press('j')
    await expect(reader.headline).toContainText('Attack ')
    const text = reader.article.locator('.text')
    await expect(text).toContainText(/After \d+\./)
    const left = await text.evaluate((element) => ({
      // What may never be in an article, whatever it said.
      forbidden: [
        ...element.querySelectorAll(
          'script, style, iframe, object, embed, form, input, svg, meta, link, base, template, [slot], [is], [contenteditable], bs-app',
        ),
      ].map((each) => each.outerHTML),
      handlers: [...element.querySelectorAll('*')].flatMap((each) =>
        each
          .getAttributeNames()
          .filter((name) => /^on|^style$|^ping$|^formaction$|^srcset$|^background$|^poster$/.test(name)),
      ),
      addresses: [...element.querySelectorAll('[src]')]
        .map((each) => each.getAttribute('src') ?? '')
        .filter((src) => !/^\/media\/[0-9a-f]{32}$/.test(src)),
      links: [...element.querySelectorAll('[href]')]
        .map((each) => each.getAttribute('href') ?? '')
        .filter((href) => !/^(https?:|mailto:|tel:|#)/.test(href)),
    }))
    expect(left, `attack ${at}`).toEqual({ forbidden: [], handlers: [], addresses: [], links: [] })
  }
  for (const layout of ['Cards', 'Front page', 'List'] as const) await reader.layout(layout)
  await app.restart()
  await expect(reader.rows().first()).toBeVisible()
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
  expect(await page.evaluate(() => document.scripts.length)).toBe(scripts)
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  expect(page.context().pages()).toHaveLength(1)
})
