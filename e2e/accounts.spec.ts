// Accounts as a reader has them, against a real Miniflux: signing in, offline, back in step, expired, removed.
import { expect, test } from './app.ts'
import type { Reader } from './pages/reader.ts'
import { startFeedServer, type FeedServer } from './servers/feed-server.ts'
import type { Logins } from './servers/miniflux-logins.ts'
import { MinifluxWeb, type WebEntry } from './servers/miniflux-web.ts'
import { startMiniflux, type Miniflux } from './servers/miniflux.ts'

let miniflux: Miniflux | null = null
let skipped = ''
let feeds: FeedServer
/** Each test has a reader of its own at the service. */
let readers = 0

test.beforeAll(async () => {
  // The first start on a machine fetches packages.
  test.setTimeout(10 * 60_000)
  feeds = await startFeedServer()
  const started = await startMiniflux()
  if ('skipped' in started) skipped = started.skipped
  else if (started.ours) miniflux = started
  else skipped = 'The Miniflux of MINIFLUX_URL has no readers for tests.'
  if (skipped !== '') console.log(skipped)
})

test.afterAll(async () => {
  await miniflux?.stop()
  await feeds.close()
})

interface Elsewhere {
  url: string
  logins: Logins
  web: MinifluxWeb
  /** Of its feed "Harbour news", in the folder "Morning". */
  entry(title: string): Promise<WebEntry>
  name: string
}

async function elsewhere(): Promise<Elsewhere> {
  test.skip(miniflux === null, skipped)
  if (miniflux === null) throw new Error('skipped')
  const name = `reader${process.pid}${++readers}`
  const logins = await miniflux.addReader(name)
  const web = new MinifluxWeb(miniflux.url, logins.native)
  const morning = await web.createCategory('Morning')
  await web.addFeed(feeds.create(name, { items: 6, title: 'Harbour news' }), morning)
  return {
    url: miniflux.url,
    logins,
    web,
    name,
    async entry(title) {
      const found = (await web.entries()).find((each) => each.title === title)
      if (found === undefined) throw new Error(`no entry ${title}`)
      return found
    },
  }
}

/** Where there is no keychain secrets are forgotten with the host's end, unless the reader agrees to a file. */
async function signIn(reader: Reader, { url, logins }: Elsewhere, inFile = false): Promise<void> {
  const { account } = reader.dialogs
  await reader.page.getByRole('button', { name: 'Sign in to a service…' }).click()
  await account.service(/^Miniflux Feeds/).click()
  if (inFile) await account.content.getByRole('checkbox', { name: /^Keep it in a file/ }).check()
  await account.signIn({ address: url, user: logins.native.user, secret: logins.native.password })
  await account.showAccount.click()
  await expect(reader.dialogs.open).toHaveCount(0)
  await expect(reader.chip(/^Synced/)).toBeVisible()
}

test('says beside the field what is wrong, signs in, and brings feeds, folders and articles', async ({
  app,
  reader,
  paper,
}) => {
  const place = await elsewhere()
  const { native } = place.logins
  const { page } = app
  const { account } = reader.dialogs
  await page.getByRole('button', { name: 'Sign in to a service…' }).click()
  await account.service(/^Miniflux Feeds/).click()
  await expect(account.address).toBeFocused()
  await expect(account.secret).toHaveAttribute('type', 'password')
  await expect(account.content.getByText('you will be asked again after a restart')).toBeVisible()

  await account.send.click()
  await expect(account.address).toHaveAccessibleDescription('This is needed too.')
  await account.signIn({ address: 'http://127.0.0.1:1', user: native.user, secret: native.password })
  await expect(account.address).toHaveAccessibleDescription(/does not answer/)
  await expect(account.address).toBeFocused()
  await account.signIn({ address: paper.origin, secret: native.password })
  await expect(account.address).toHaveAccessibleDescription(/not this service/)
  await account.signIn({ address: place.url, secret: 'wrong' })
  await expect(account.secret).toHaveAccessibleDescription(/User name or password is wrong/)
  await expect(account.secret).toBeFocused()
  await expect(account.secret).toHaveValue('')

  await account.content.getByRole('button', { name: 'Show what is typed' }).click()
  await expect(account.secret).toHaveAttribute('type', 'text')
  // Typed as the browser shows it, with more behind it than belongs to the service.
  await account.signIn({ address: `${place.url}/unread`, secret: native.password })
  await expect(account.content.getByText('You are signed in').or(account.showAccount).first()).toBeVisible()
  await expect(account.content.getByText(place.url, { exact: false })).toBeVisible()
  await account.showAccount.click()

  await expect(reader.row('On this computer')).toBeVisible()
  await expect(reader.row('Morning')).toBeVisible()
  await expect(reader.row('Harbour news')).toBeVisible()
  await reader.listed(6)
  await expect(reader.chip(/^Synced \d\d:\d\d$/)).toBeVisible()
  await reader.open(`${place.name} item 6`)
  await expect(reader.article.getByText(`This is the whole of ${place.name} number 6`)).toBeVisible()
})

test('what is marked is seen at the service, also when it was marked without a network', async ({ app, reader }) => {
  const place = await elsewhere()
  await signIn(reader, place, true)
  const title = (number: number) => `${place.name} item ${number}`

  await reader.open(title(6))
  await app.page.keyboard.press('s')
  await reader.told('1 article saved.')
  await expect.poll(async () => (await place.entry(title(6))).starred).toBe(true)
  await expect.poll(async () => (await place.entry(title(6))).status).toBe('read')

  await app.restart({ BROADSHEET_OFFLINE: '1' })
  await expect(reader.chip(/^Offline$/)).toBeVisible()
  await reader.row('Harbour news').click()
  await reader.open(title(5))
  await expect(reader.chip('Offline · 1 change waiting')).toBeVisible()
  await reader.status
    .getByRole('button', { name: '1 change waiting' })
    .or(reader.chip('1 change waiting'))
    .first()
    .click()
  const { outbox } = reader.dialogs
  await expect(outbox.waiting).toHaveText([new RegExp(`${title(5)}.*Mark as read`, 's')])
  await reader.dialogs.close()
  expect((await place.entry(title(5))).status).toBe('unread')

  // Somebody reads another one elsewhere meanwhile.
  await place.web.mark([(await place.entry(title(4))).id], 'read')
  await app.restart()
  await expect.poll(async () => (await place.entry(title(5))).status).toBe('read')
  await expect(reader.chip(/^Synced/)).toBeVisible()
  await expect(reader.row('Harbour news')).toHaveAccessibleName('Harbour news, 3 unread')
  await app.page.keyboard.press('g')
  await app.page.keyboard.press('o')
  await expect(outbox.sent.filter({ hasText: title(5) })).toHaveCount(1)
  await expect(outbox.content.getByText('Nothing is waiting.')).toBeVisible()
})

test('an expired sign-in is told, and signing in again keeps all', async ({ app, reader }) => {
  const place = await elsewhere()
  await signIn(reader, place)
  await reader.listed(6)
  await place.web.changePassword('another-pass-2')
  // Without a keychain the password is forgotten, too.
  await app.restart()
  await reader.told(/^The sign-in to “.+” has expired\.$/)
  await reader.chip('Sign-in expired · Sign in').click()
  const { signIn: form } = reader.dialogs
  await expect(form.content.getByText('Everything stays')).toBeVisible()
  await expect(form.user).toHaveValue(place.logins.native.user)
  await form.signIn({ secret: place.logins.native.password })
  await expect(form.secret).toHaveAccessibleDescription(/User name or password is wrong/)
  await form.signIn({ secret: 'another-pass-2' })
  await reader.told(/^Signed in to “.+” again\.$/)
  await expect(reader.chip(/^Synced/)).toBeVisible()
  await reader.row('Harbour news').click()
  await reader.listed(6)
})

test('feeds are followed and moved in the account, and the service knows', async ({ app, reader }) => {
  const place = await elsewhere()
  await signIn(reader, place)
  const { page } = app
  await reader.row('Morning').click()
  await page.keyboard.press('a')
  const { add } = reader.dialogs
  await expect(add.content.getByRole('combobox', { name: 'Followed in' })).toHaveValue('1')
  await add.look(feeds.create(`${place.name}-second`, { items: 2, title: 'Second feed' }))
  await expect(reader.row('Second feed')).toBeVisible()
  const known = async () => (await place.web.feeds()).map((feed) => `${feed.category.title}/${feed.title}`).sort()
  await expect.poll(known).toEqual(['Morning/Harbour news', 'Morning/Second feed'])

  // By keys out of its folder: to the top of the account and no further.
  await reader.row('Second feed').click()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.keyboard.press('Alt+ArrowLeft')
  await reader.told('“Second feed” moved.')
  await expect.poll(known).not.toContain('Morning/Second feed')

  await reader.choose('Second feed', 'Stop following')
  await expect.poll(known).toEqual(['Morning/Harbour news'])
})

test('an account is removed with its articles, or without, and comes back', async ({ app, reader }) => {
  const place = await elsewhere()
  await signIn(reader, place)
  const account = (await reader.tree.getByRole('treeitem', { level: 1, name: /Synced/ }).getAttribute('title')) ?? ''
  const { removeAccount } = reader.dialogs

  await reader.choose(account, 'Remove…')
  await removeAccount.removeAll.check()
  await removeAccount.remove.click()
  await reader.told(`Account “${account}” removed.`)
  await expect(reader.row('Harbour news')).toHaveCount(0)
  await reader.undo()
  await expect(reader.row('Harbour news')).toBeVisible()
  await expect(reader.row(account)).toBeVisible()

  await reader.choose(account, 'Remove…')
  await removeAccount.keep.check()
  await removeAccount.remove.click()
  await expect(reader.row('Harbour news')).toBeVisible()
  await expect(reader.row('On this computer')).toHaveCount(0)
  await reader.row('Harbour news').click()
  await reader.listed(6)
  expect(await place.web.feeds()).toHaveLength(1)
  await app.restart()
  await expect(reader.row('Harbour news')).toBeVisible()
})
