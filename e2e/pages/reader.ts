// The window as its reader finds it: by the roles and names that a screen reader says.
import { expect, type Locator, type Page } from '@playwright/test'
import { Dialogs } from './dialogs.ts'

export class Reader {
  readonly page: Page
  readonly dialogs: Dialogs
  readonly tree: Locator
  /** The list of headlines. */
  readonly list: Locator
  readonly frontPage: Locator
  readonly cards: Locator
  /** The open article. */
  readonly article: Locator
  readonly headline: Locator
  readonly messages: Locator
  readonly status: Locator
  readonly search: Locator
  readonly palette: Locator
  /** The head of the open list. */
  readonly title: Locator

  constructor(page: Page) {
    this.page = page
    this.dialogs = new Dialogs(page)
    this.tree = page.getByRole('tree', { name: 'Feeds', exact: true })
    this.list = page.getByRole('listbox', { name: 'Articles' })
    this.frontPage = page.locator('bs-front-page')
    this.cards = page.getByRole('list', { name: 'Articles' })
    this.article = page.locator('bs-article').getByRole('article')
    this.headline = this.article.getByRole('heading', { level: 1 })
    this.messages = page.getByRole('region', { name: 'Messages' })
    this.status = page.getByRole('region', { name: 'What Broadsheet is doing' })
    this.search = page.getByRole('searchbox', { name: 'Search all articles' })
    this.palette = page.getByRole('combobox', { name: 'Go to or do' })
    this.title = page.locator('bs-header').getByRole('heading', { level: 1 })
  }

  /** A row of the tree: a list, a folder or a feed. */
  row(name: string): Locator {
    // What is unread and what troubles it follow the name.
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${escape(name)}(,|$)`) })
  }

  /** What an account does, as it is drawn below its name. */
  chip(words: string | RegExp): Locator {
    return this.tree.locator('.chip').filter({ hasText: words })
  }

  /** A choice of the menu of a row of the tree. */
  async choose(row: string, item: string | RegExp): Promise<void> {
    await this.row(row).click({ button: 'right' })
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  rows(): Locator {
    return this.list.getByRole('option')
  }

  headlineRow(title: string): Locator {
    return this.list.getByRole('option', { name: title })
  }

  /** The list holds so many; only those in sight exist. */
  async listed(count: number): Promise<void> {
    if (count === 0) await expect(this.rows()).toHaveCount(0)
    else await expect(this.rows().first()).toHaveAttribute('aria-setsize', String(count))
  }

  /** Scrolls until a row exists: only those in sight do. */
  async bring(title: string): Promise<void> {
    const step = (element: HTMLElement) => {
      const last = element.scrollTop + element.clientHeight >= element.scrollHeight - 2
      element.scrollTop = last ? 0 : element.scrollTop + element.clientHeight / 2
    }
    await expect(this.rows().first()).toBeVisible()
    await expect
      .poll(async () => (await this.headlineRow(title).count()) || (await this.list.evaluate(step)), { message: title })
      .toBe(1)
  }

  async open(title: string): Promise<void> {
    await this.bring(title)
    await this.headlineRow(title).click()
    await expect(this.headline).toHaveText(title)
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('toolbar').getByRole('button', { name })
  }

  async lookForNews(): Promise<void> {
    await this.button(/^Look for new articles/).click()
  }

  async layout(name: 'List' | 'Cards' | 'Front page'): Promise<void> {
    await this.page.getByRole('group', { name: 'Layout' }).getByRole('button', { name }).click()
  }

  /** A short message with these words. */
  async told(words: string | RegExp): Promise<void> {
    await expect(this.messages.getByText(words).first()).toBeVisible()
  }

  async undo(): Promise<void> {
    await this.messages.getByRole('button', { name: 'Undo' }).last().click()
  }

  /** Waits until the open article says that it needs no network. */
  async complete(): Promise<void> {
    await expect(this.article.getByText('Complete on this disk')).toBeAttached()
  }
}

/** Each picture that is shown is brought into sight, and must have been decoded. Answers with how many there are. */
export async function allDecoded(all: Locator): Promise<number> {
  const pictures = all.filter({ visible: true })
  const count = await pictures.count()
  for (let at = 0; at < count; at++) {
    const picture = pictures.nth(at)
    await picture.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await expect
      .poll(() => picture.evaluate((element: HTMLImageElement) => (element.complete ? element.naturalWidth : 0)), {
        message: `picture ${at + 1} of ${count}`,
      })
      .toBeGreaterThan(0)
  }
  return count
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
