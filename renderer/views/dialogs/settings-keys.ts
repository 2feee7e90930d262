// <bs-settings-keys>: every action with its keys, and the way to give it others.
import { css, html, nothing, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { announce } from '../../elements/live.ts'
import { actions, groupWords, type Action, type ActionGroup } from '../../state/actions.ts'
import { onMac } from '../../state/keyboard.ts'
import { showKeys, strokesOf, type KeySequence } from '../../state/keys.ts'
import { toast } from '../../state/toasts.ts'
import { t } from '../../words/words.ts'
import { textOf } from './dialog-view.ts'
import { inTheWay, keysNow, KeyRecording, withKeys, withoutKeys } from './key-changes.ts'
import { SettingsPart } from './settings-part.ts'
import '../../elements/icon.ts'

const GROUPS = Object.keys(groupWords) as ActionGroup[]

/** One key is enough when nothing follows it for so long. */
const PAUSE = 1200

@customElement('bs-settings-keys')
export class SettingsKeys extends SettingsPart {
  static override styles = [
    ...(SettingsPart.styles as []),
    css`
      .top {
        position: sticky;
        inset-block-start: -3px;
        z-index: 1;
        padding-block: 3px var(--space-2);
        background: var(--paper);
      }
      input[type='search'] {
        min-inline-size: 0;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(7.5rem, auto) 2.125rem;
        align-items: center;
        gap: var(--space-1) var(--space-2);
        min-block-size: 2.5rem;
        border-block-end: 1px solid var(--rule);
      }
      .keys {
        gap: var(--space-1);
        inline-size: 100%;
      }
      .recording {
        border-color: var(--focus);
        outline: 2px solid var(--focus);
      }
      .clash {
        grid-column: 1 / -1;
        padding-block-end: var(--space-2);
      }
    `,
  ]

  @state() private filter = ''
  @state() private recordingId: string | null = null
  /** Recorded, but somebody else has these keys. */
  @state() private disputed: { id: string; keys: KeySequence } | null = null
  #recording = new KeyRecording()
  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult {
    const wanted = this.filter.trim().toLocaleLowerCase()
    const shown = actions.filter((action) => t(action.words).toLocaleLowerCase().includes(wanted))
    return html`<div class="stack">
      <div class="top stack tight">
        <div class="row">
          <input
            class="grow"
            type="search"
            aria-label=${t('dialogs.findAction')}
            placeholder=${t('dialogs.findAction')}
            .value=${this.filter}
            @input=${(event: Event) => (this.filter = textOf(event))}
          />
          <button ?disabled=${Object.keys(this.settings.keys).length === 0} @click=${this.#resetAll}>
            ${t('dialogs.resetAllKeys')}
          </button>
        </div>
        <p class="note" id="how">${t('dialogs.keysHow')}</p>
      </div>
      ${shown.length === 0 ? html`<p role="status">${t('dialogs.noSuchAction')}</p>` : nothing}
      ${GROUPS.map((group) =>
        this.#group(
          group,
          shown.filter((action) => action.group === group),
        ),
      )}
    </div>`
  }

  #group(group: ActionGroup, some: readonly Action[]): TemplateResult | typeof nothing {
    if (some.length === 0) return nothing
    return html`<div>
      <h3 id="group-${group}">${t(groupWords[group])}</h3>
      <ul aria-labelledby="group-${group}">
        ${some.map((action) => this.#line(action))}
      </ul>
    </div>`
  }

  #line(action: Action): TemplateResult {
    const { id } = action
    const name = t(action.words)
    const keys = keysNow(action, this.settings.keys)
    const recording = this.recordingId === id
    const shownKeys = recording ? this.#recording.keys : keys
    return html`<li>
      <span>${name}</span>
      <button
        class="keys ${recording ? 'recording' : ''}"
        aria-label=${recording ? t('dialogs.pressKeys') : t('dialogs.changeKeysOf', { name, keys: keyNames(keys) })}
        aria-describedby="how"
        data-id=${id}
        @click=${() => this.#begin(id)}
        @keydown=${(event: KeyboardEvent) => this.#press(event, action)}
        @blur=${() => recording && this.#giveUp()}
      >
        ${recording && shownKeys === '' ? html`<span>${t('dialogs.pressKeys')}</span>` : keySigns(shownKeys)}
      </button>
      ${
        id in this.settings.keys
          ? html`<button
              class="plain square"
              title=${t('dialogs.resetKeysOf', { name })}
              aria-label=${t('dialogs.resetKeysOf', { name })}
              @click=${() => this.#reset(action)}
            >
              <bs-icon name="undo"></bs-icon>
            </button>`
          : html`<span></span>`
      }
      ${this.disputed?.id === id ? this.#clash(action, this.disputed.keys) : nothing}
    </li>`
  }

  #clash(action: Action, keys: KeySequence): TemplateResult {
    const others = inTheWay(action, keys, actions, this.settings.keys).map((other) => t(other.words))
    return html`<div class="clash problem" role="alert">
      <bs-icon name="problem"></bs-icon>
      <div>
        <p>${t('dialogs.keysTaken', { keys: keyNames(keys), other: others.join(', '), name: t(action.words) })}</p>
        <div class="row">
          <button class="link" @click=${() => this.#take(action, keys)}>
            ${t('dialogs.keysTake', { name: t(action.words) })}
          </button>
          <button class="link" @click=${() => (this.disputed = null)}>
            ${t('dialogs.keysLeave', { other: others.join(', ') })}
          </button>
        </div>
      </div>
    </div>`
  }

  #begin(id: string): void {
    this.#recording = new KeyRecording()
    this.recordingId = id
    this.disputed = null
    announce(t('dialogs.pressKeys'))
  }

  #giveUp(): void {
    clearTimeout(this.#timer)
    this.recordingId = null
  }

  #press(event: KeyboardEvent, action: Action): void {
    if (this.recordingId !== action.id) return
    // Tab leaves, as everywhere: nobody may be caught here.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
    const stroke = strokesOf(
      { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph: event.getModifierState('AltGraph') },
      onMac(),
    )[0]
    if (stroke === undefined || event.repeat) return
    clearTimeout(this.#timer)
    const recorded = this.#recording.press(stroke)
    if (recorded.state === 'given up') this.#giveUp()
    else if (recorded.state === 'done') this.#finish(action, recorded.keys)
    else {
      this.requestUpdate()
      if (recorded.keys !== '') this.#timer = setTimeout(() => this.#finish(action, recorded.keys), PAUSE)
    }
  }

  #finish(action: Action, keys: KeySequence): void {
    this.#giveUp()
    if (inTheWay(action, keys, actions, this.settings.keys).length > 0) this.disputed = { id: action.id, keys }
    else this.#take(action, keys)
  }

  #take(action: Action, keys: KeySequence): void {
    this.disputed = null
    this.change({ keys: withKeys(action, keys, actions, this.settings.keys) })
    announce(t('dialogs.keysAre', { name: t(action.words), keys: keyNames(keys) }))
  }

  #reset(action: Action): void {
    // Its first keys may be somebody else's by now.
    if (inTheWay(action, action.defaultKeys, actions, this.settings.keys).length > 0)
      this.disputed = { id: action.id, keys: action.defaultKeys }
    else this.change({ keys: withoutKeys(action, actions, this.settings.keys) })
  }

  #resetAll = (): void => {
    const before = this.settings.keys
    this.disputed = null
    this.change({ keys: {} })
    toast({
      text: t('dialogs.keysWereReset'),
      kind: 'done',
      action: { label: t('shell.undo'), run: () => this.change({ keys: before }) },
    })
  }
}

const signs = (keys: KeySequence): string[][] =>
  showKeys(keys, onMac(), {
    Ctrl: t('shell.keyCtrl'),
    Shift: t('shell.keyShift'),
    Alt: t('shell.keyAlt'),
    Space: t('shell.keySpace'),
  })

const keyNames = (keys: KeySequence): string =>
  keys === ''
    ? t('shell.keyNone')
    : signs(keys)
        .map((parts) => parts.join('+'))
        .join(' ')

const keySigns = (keys: KeySequence): unknown =>
  keys === ''
    ? html`<span class="note">${t('shell.keyNone')}</span>`
    : signs(keys).map((parts) => parts.map((part) => html`<kbd>${part}</kbd>`))

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-keys': SettingsKeys
  }
}
