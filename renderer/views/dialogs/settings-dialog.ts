// <bs-settings-dialog>: everything that can be set, in sections; what is changed holds at once.
import { css, html, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { Watch } from '../../state/store.ts'
import { t } from '../../words/words.ts'
import { DialogView } from './dialog-view.ts'
import './settings-about.ts'
import './settings-fetching.ts'
import './settings-keeping.ts'
import './settings-keys.ts'
import './settings-lists.ts'
import './settings-reading.ts'

const SECTIONS = ['reading', 'lists', 'fetching', 'keeping', 'keys', 'about'] as const
type Section = (typeof SECTIONS)[number]

@customElement('bs-settings-dialog')
export class SettingsDialog extends DialogView {
  static override styles = [
    ...(DialogView.styles as []),
    css`
      :host {
        --dialog-width: 54rem;
      }
      .whole {
        display: grid;
        grid-template-columns: 10.5rem minmax(0, 1fr);
        gap: var(--space-5);
        block-size: min(36rem, 72dvh);
      }
      [role='tablist'] {
        display: flex;
        flex-direction: column;
        gap: var(--space-1);
        padding-inline-end: var(--space-4);
        border-inline-end: 1px solid var(--rule);
      }
      [role='tab'] {
        justify-content: flex-start;
        border-color: transparent;
        background: none;
        text-align: start;
      }
      [role='tab'][aria-selected='true'] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      [role='tabpanel'] {
        overflow: auto;
        padding: 3px;
        padding-inline-end: var(--space-2);
      }
      @media (width < 44rem) {
        .whole {
          grid-template-columns: minmax(0, 1fr);
          grid-template-rows: auto minmax(0, 1fr);
          gap: var(--space-3);
        }
        [role='tablist'] {
          flex-flow: row wrap;
          padding: 0 0 var(--space-2);
          border: 0;
          border-block-end: 1px solid var(--rule);
        }
        [role='tab'] {
          padding-inline: var(--space-2);
        }
      }
    `,
  ]

  @property() section = ''
  @state() private open: Section = 'reading'

  constructor() {
    super()
    new Watch(this, 'settings')
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('section')) this.open = SECTIONS.find((each) => each === this.section) ?? this.open
  }

  protected override firstUpdated(): void {
    void this.focusOn('[aria-selected="true"]')
  }

  protected override render(): TemplateResult {
    return this.frame(
      t('dialogs.settingsHeading'),
      html`<div class="whole">
        <div
          role="tablist"
          aria-label=${t('dialogs.settingsHeading')}
          aria-orientation="vertical"
          @keydown=${this.#key}
        >
          ${SECTIONS.map(
            (each) =>
              html`<button
                id="tab-${each}"
                role="tab"
                aria-selected=${each === this.open ? 'true' : 'false'}
                aria-controls="panel"
                tabindex=${each === this.open ? 0 : -1}
                @click=${() => (this.open = each)}
              >
                ${sectionName(each)}
              </button>`,
          )}
        </div>
        <div id="panel" role="tabpanel" aria-labelledby="tab-${this.open}" tabindex="0">${panel(this.open)}</div>
      </div>`,
    )
  }

  #key = (event: KeyboardEvent): void => {
    const at = SECTIONS.indexOf(this.open)
    const last = SECTIONS.length - 1
    const to: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowRight: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const next = SECTIONS[to[event.key] ?? -1]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    this.open = next
    void this.focusOn(`#tab-${next}`)
  }
}

function panel(section: Section): TemplateResult {
  switch (section) {
    case 'reading':
      return html`<bs-settings-reading></bs-settings-reading>`
    case 'lists':
      return html`<bs-settings-lists></bs-settings-lists>`
    case 'fetching':
      return html`<bs-settings-fetching></bs-settings-fetching>`
    case 'keeping':
      return html`<bs-settings-keeping></bs-settings-keeping>`
    case 'keys':
      return html`<bs-settings-keys></bs-settings-keys>`
    case 'about':
      return html`<bs-settings-about></bs-settings-about>`
  }
}

function sectionName(section: Section): string {
  switch (section) {
    case 'reading':
      return t('dialogs.sectionReading')
    case 'lists':
      return t('dialogs.sectionLists')
    case 'fetching':
      return t('dialogs.sectionFetching')
    case 'keeping':
      return t('dialogs.sectionKeeping')
    case 'keys':
      return t('dialogs.sectionKeys')
    case 'about':
      return t('dialogs.sectionAbout')
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-dialog': SettingsDialog
  }
}
