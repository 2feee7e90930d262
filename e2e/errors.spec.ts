// Feeds that fail, each in its way: it is said in words, the others go on, and what is mended recovers by itself.
import { expect, test } from './app.ts'
import { startPaper, type Failure } from './servers/paper.ts'

test.use({ paperOptions: { articles: 3, retryAfter: 3600 } })

const KINDS: { failure: Failure; says: RegExp; next: RegExp | null }[] = [
  { failure: '404', says: /There is nothing at this address any more \(404\)\./, next: /next in/ },
  { failure: '410', says: /The publisher has closed this feed for good\./, next: null },
  {
    failure: '429',
    says: /The site is busy and asks for patience|asks us to come less often/,
    next: /next in (1 hour|60 minutes|59 minutes)/,
  },
  { failure: '500', says: /The site has trouble of its own \(500\)\./, next: /next in/ },
  { failure: 'timeout', says: /did not answer within/, next: /next in/ },
  { failure: 'badXml', says: /not a feed|too damaged/, next: /next in/ },
  { failure: 'html', says: /This is a web page, not a feed\./, next: /next in/ },
  { failure: 'loop', says: /only leads from one place to the next/, next: /next in/ },
  { failure: 'basic', says: /wants you to sign in/, next: /next in/ },
  { failure: 'drop', says: /does not answer/, next: /next in/ },
  { failure: 'empty', says: /The answer was empty\./, next: /next in/ },
]

test('each failure has its words and its next try; the others are unaffected; what is mended recovers', async ({
  app,
  reader,
  paper,
}) => {
  test.slow()
  const { page } = app
  const { activity } = reader.dialogs
  await app.cli('add', paper.feedUrl('full.xml'))
  // A busy site is left alone altogether, so it is another one.
  const busy = await startPaper({ host: '127.0.0.2', retryAfter: 3600 })
  const siteOf = (failure: Failure) => (failure === '429' ? busy : paper)
  for (const { failure } of KINDS) {
    // The same feed under an address of its own.
    const feed = `<rss version="2.0"><channel><title>Feed ${failure}</title><item><title>First of ${failure}</title><description>Text.</description><guid>${failure}-1</guid></item></channel></rss>`
    siteOf(failure).put(`/own/${failure}.xml`, { type: 'application/rss+xml', body: feed })
    const added = await app.cli('add', `${siteOf(failure).origin}/own/${failure}.xml`)
    expect(added.code, added.stderr).toBe(0)
    siteOf(failure).fail(`/own/${failure}.xml`, failure)
  }
  const [fresh] = paper.publish(1)
  await page.keyboard.press('Shift+R')
  await page.getByRole('button', { name: 'Activity', exact: true }).click()
  await expect(activity.content.getByText('Nothing is running.')).toBeVisible({ timeout: 120_000 })
  for (const { failure, says, next } of KINDS) {
    const line = await activity.bring(`Feed ${failure}`)
    await expect(line, failure).toContainText(says)
    if (next) await expect(line, failure).toContainText(next)
    else await expect(line, failure).not.toContainText('next in')
  }
  const well = await activity.bring('The Loopback Post, whole articles')
  await expect(well).not.toContainText('Try again')
  await activity.content.getByRole('checkbox', { name: `Only the ${KINDS.length} with problems` }).check()
  await expect(well).toHaveCount(0)
  await activity.content.getByRole('checkbox', { name: /^Only the/ }).uncheck()

  // A problem is in the tree too, and what was read before the trouble can still be read.
  await reader.dialogs.close()
  await expect(reader.row('Feed 500')).toHaveAccessibleName(/trouble of its own/)
  await reader.open(fresh?.headline ?? '')
  await reader.row('Feed 404').click()
  await reader.open('First of 404')

  const asked = busy.requests.length
  await app.restart()
  await expect(reader.row('Feed 404')).toHaveAccessibleName(/nothing at this address/)
  for (const { failure } of KINDS) siteOf(failure).fail(`/own/${failure}.xml`, null)
  await reader.row('All articles').click()
  await page.keyboard.press('Shift+R')
  // What its publisher has closed is asked again only by itself.
  await reader.row('Feed 410').click()
  await page.keyboard.press('r')
  for (const { failure } of KINDS)
    if (failure !== '429')
      await expect(reader.row(`Feed ${failure}`)).toHaveAccessibleName(
        `Feed ${failure}${failure === '404' ? '' : ', 1 unread'}`,
      )
  // Who asked for an hour of peace has it, even when the reader is impatient.
  expect(busy.requests.length).toBe(asked)
  await page.getByRole('button', { name: 'Activity', exact: true }).click()
  await activity.content.getByRole('checkbox', { name: /^Only the/ }).check()
  await expect(activity.lines.getByRole('listitem')).toHaveCount(1)
  await expect(activity.line('Feed 429')).toBeVisible()
  await busy.close()
})
