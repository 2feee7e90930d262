// <bs-dialogs>: whichever dialog place names, fetched when it is first opened; and OPML files dropped on the window.
import { html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { place, type DialogName, type OpenDialog } from '../../state/place.ts'
import { Watch } from '../../state/store.ts'
import { handOver } from './handed-file.ts'

interface Entry {
  fetch: () => Promise<unknown>
  show: (argument: OpenDialog['argument']) => TemplateResult
}

const table: Partial<Record<DialogName, Entry>> = {
  add: {
    fetch: () => import('./add-dialog.ts'),
    show: (address) => html`<bs-add-dialog .address=${String(address ?? '')}></bs-add-dialog>`,
  },
  opml: { fetch: () => import('./opml-dialog.ts'), show: () => html`<bs-opml-dialog></bs-opml-dialog>` },
  settings: {
    fetch: () => import('./settings-dialog.ts'),
    show: (section) => html`<bs-settings-dialog .section=${String(section ?? '')}></bs-settings-dialog>`,
  },
  activity: {
    fetch: () => import('./activity-dialog.ts'),
    show: () => html`<bs-activity-dialog></bs-activity-dialog>`,
  },
  storage: { fetch: () => import('./storage-dialog.ts'), show: () => html`<bs-storage-dialog></bs-storage-dialog>` },
  backups: { fetch: () => import('./backups-dialog.ts'), show: () => html`<bs-backups-dialog></bs-backups-dialog>` },
  feed: {
    fetch: () => import('./feed-dialog.ts'),
    show: (id) => html`<bs-feed-dialog .feedId=${Number(id)}></bs-feed-dialog>`,
  },
  account: {
    fetch: () => import('./account-dialog.ts'),
    show: (preset) => html`<bs-account-dialog .preset=${String(preset ?? '')}></bs-account-dialog>`,
  },
  signIn: {
    fetch: () => import('./sign-in-dialog.ts'),
    show: (id) => html`<bs-sign-in-dialog .accountId=${Number(id)}></bs-sign-in-dialog>`,
  },
  removeAccount: {
    fetch: () => import('./remove-account-dialog.ts'),
    show: (id) => html`<bs-remove-account-dialog .accountId=${Number(id)}></bs-remove-account-dialog>`,
  },
  outbox: {
    fetch: () => import('./outbox-dialog.ts'),
    show: (id) => html`<bs-outbox-dialog .accountId=${Number(id ?? 0)}></bs-outbox-dialog>`,
  },
  takeAlong: {
    fetch: () => import('./take-along-dialog.ts'),
    show: () => html`<bs-take-along-dialog></bs-take-along-dialog>`,
  },
}

@customElement('bs-dialogs')
export class DialogsView extends LitElement {
  readonly #here = new Set<DialogName>()

  constructor() {
    super()
    new Watch(this, 'place')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('dragover', this.#over)
    window.addEventListener('drop', this.#drop)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('dragover', this.#over)
    window.removeEventListener('drop', this.#drop)
  }

  protected override createRenderRoot(): HTMLElement {
    return this
  }

  protected override render(): TemplateResult {
    const { dialog } = place
    const entry = dialog === null ? undefined : table[dialog.name]
    if (dialog === null || entry === undefined) return html``
    if (this.#here.has(dialog.name)) return entry.show(dialog.argument)
    void entry.fetch().then(() => {
      this.#here.add(dialog.name)
      this.requestUpdate()
    })
    return html``
  }

  #over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }

  #drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0]
    if (file === undefined || event.defaultPrevented) return
    event.preventDefault()
    handOver(file)
    place.go({ dialog: { name: 'opml' } })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-dialogs': DialogsView
  }
}
