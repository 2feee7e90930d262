// The dialogs of the window, each by what is written on it.
import { expect, type Locator, type Page } from '@playwright/test'

export type DialogName =
  | 'add'
  | 'opml'
  | 'settings'
  | 'activity'
  | 'storage'
  | 'backups'
  | 'feed'
  | 'take-along'
  | 'account'
  | 'sign-in'
  | 'remove-account'
  | 'outbox'

/** What is written on a dialog stands in its slots, outside its own tree: so it is found by its element. */
export class Dialogs {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get add(): AddDialog {
    return new AddDialog(this.content('add'))
  }
  get opml(): OpmlDialog {
    return new OpmlDialog(this.content('opml'))
  }
  get activity(): ActivityDialog {
    return new ActivityDialog(this.content('activity'))
  }
  get settings(): SettingsDialog {
    return new SettingsDialog(this.content('settings'))
  }

  get account(): AccountDialog {
    return new AccountDialog(this.content('account'))
  }
  get signIn(): SignInForm {
    return new SignInForm(this.content('sign-in'))
  }
  get removeAccount(): RemoveAccountDialog {
    return new RemoveAccountDialog(this.content('remove-account'))
  }
  get outbox(): OutboxDialog {
    return new OutboxDialog(this.content('outbox'))
  }

  content(name: DialogName): Locator {
    return this.#page.locator(`bs-${name}-dialog`)
  }

  /** The dialog that is open. */
  get open(): Locator {
    return this.#page.getByRole('dialog')
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape')
    await expect(this.open).toHaveCount(0)
  }
}

class AddDialog {
  readonly address: Locator
  readonly follow: Locator
  readonly followChosen: Locator
  readonly candidates: Locator
  readonly content: Locator

  constructor(content: Locator) {
    this.content = content
    this.address = content.getByRole('textbox', { name: 'Address of a paper or a feed' })
    this.follow = content.getByRole('button', { name: 'Follow', exact: true })
    this.followChosen = content.getByRole('button', { name: 'Follow the chosen ones' })
    this.candidates = content.getByRole('group', { name: /Which would you like/ }).getByRole('checkbox')
  }

  candidate(title: string): Locator {
    return this.content.getByRole('checkbox', { name: title, exact: true })
  }

  /** Looks for what the address offers. */
  async look(address: string): Promise<void> {
    await this.address.fill(address)
    await this.follow.click()
  }
}

class OpmlDialog {
  readonly content: Locator
  readonly tree: Locator

  constructor(content: Locator) {
    this.content = content
    this.tree = content.getByRole('tree', { name: 'Feeds in this file' })
  }

  line(name: string): Locator {
    return this.tree.getByRole('treeitem', { name })
  }

  async choose(name: string, text: string | Buffer): Promise<void> {
    const file = { name, mimeType: 'text/x-opml', buffer: Buffer.from(text) }
    await this.content.locator('input[type=file]').setInputFiles(file)
  }
}

class ActivityDialog {
  readonly content: Locator
  readonly lines: Locator

  constructor(content: Locator) {
    this.content = content
    this.lines = content.getByRole('list', { name: 'What each feed does' })
  }

  line(name: string): Locator {
    return this.lines
      .getByRole('listitem')
      .filter({ has: this.content.page().getByRole('button', { name, exact: true }) })
  }

  /** Scrolls until the line of a feed exists: only those in sight do. */
  async bring(name: string): Promise<Locator> {
    const line = this.line(name)
    const step = (element: HTMLElement) => {
      const last = element.scrollTop + element.clientHeight >= element.scrollHeight - 2
      element.scrollTop = last ? 0 : element.scrollTop + element.clientHeight / 2
    }
    await expect.poll(async () => (await line.count()) || (await this.lines.evaluate(step)), { message: name }).toBe(1)
    return line
  }
}

class SettingsDialog {
  readonly content: Locator

  constructor(content: Locator) {
    this.content = content
  }

  async section(name: string): Promise<void> {
    await this.content.getByRole('tab', { name }).click()
  }
}

/** What a service is told to let somebody in. */
class SignInForm {
  readonly content: Locator
  readonly address: Locator
  readonly user: Locator
  readonly secret: Locator
  readonly send: Locator

  constructor(content: Locator) {
    this.content = content
    this.address = content.getByRole('textbox', { name: 'Address of the service' })
    this.user = content.getByRole('textbox', { name: 'User name or e-mail address' })
    this.secret = content.getByRole('textbox', { name: /^(Password|Token|Password or token)$/ })
    // A message that the sign-in has expired may offer the same.
    this.send = content.getByRole('button', { name: 'Sign in', exact: true }).and(content.locator('.primary'))
  }

  async signIn({ address, user, secret }: { address?: string; user?: string; secret: string }): Promise<void> {
    if (address !== undefined) await this.address.fill(address)
    if (user !== undefined) await this.user.fill(user)
    await this.secret.fill(secret)
    await this.send.click()
  }
}

class AccountDialog extends SignInForm {
  readonly services: Locator
  readonly path: Locator
  readonly share: Locator
  readonly keepInStep: Locator
  readonly showAccount: Locator

  constructor(content: Locator) {
    super(content)
    this.services = content.getByRole('group', { name: 'Services' }).getByRole('button')
    this.path = content.getByRole('textbox', { name: 'Folder' })
    this.share = content.getByRole('checkbox', { name: 'Share the feeds on this computer' })
    this.keepInStep = content.getByRole('button', { name: 'Keep in step' })
    this.showAccount = content.getByRole('button', { name: 'Go to the account' })
  }

  /** By the beginning of its name and its words. */
  service(name: RegExp): Locator {
    return this.content.getByRole('group', { name: 'Services' }).getByRole('button', { name })
  }
}

class RemoveAccountDialog {
  readonly content: Locator
  readonly keep: Locator
  readonly removeAll: Locator
  readonly remove: Locator

  constructor(content: Locator) {
    this.content = content
    this.keep = content.getByRole('radio', { name: 'Keep them on this computer' })
    this.removeAll = content.getByRole('radio', { name: 'Remove them from this computer' })
    this.remove = content.getByRole('button', { name: 'Remove the account' })
  }
}

class OutboxDialog {
  readonly content: Locator
  readonly waiting: Locator
  readonly sent: Locator

  constructor(content: Locator) {
    this.content = content
    this.waiting = content.getByRole('list', { name: 'Waiting' }).getByRole('listitem')
    this.sent = content.getByRole('list', { name: 'Sent lately' }).getByRole('listitem')
  }
}
