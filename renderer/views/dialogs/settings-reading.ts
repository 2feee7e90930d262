// <bs-settings-reading>: language, colours, and the type articles are set in, with a piece of it to look at.
import { css, html, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Settings, Theme } from '../../../main/contract/models.ts'
import { toast } from '../../state/toasts.ts'
import { formatNumber, language, languageNames, t } from '../../words/words.ts'
import { textOf } from './dialog-view.ts'
import { SettingsPart } from './settings-part.ts'

type Text = Settings['text']
/** As a new library begins. */
const USUAL: Text = { face: 'serif', size: 19, measure: 66, lineHeight: 1.55, justify: false, hyphenate: true }
const FACES: Record<Text['face'], string> = {
  serif: 'var(--face-text)',
  sans: 'var(--face-ui)',
  system: 'system-ui, sans-serif',
}

@customElement('bs-settings-reading')
export class SettingsReading extends SettingsPart {
  static override styles = [
    ...(SettingsPart.styles as []),
    css`
      .type {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
        gap: var(--space-3) var(--space-5);
      }
      .slider {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: baseline;
      }
      .slider input {
        grid-column: 1 / -1;
        inline-size: 100%;
        margin: 0;
        min-block-size: 1.5rem;
      }
      .slider output {
        color: var(--ink-2);
        font-variant-numeric: lining-nums tabular-nums;
      }
      .specimen {
        block-size: 11.5rem;
        overflow: hidden;
        padding: var(--space-4);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .specimen p {
        margin-inline: auto;
        text-wrap: pretty;
      }
    `,
  ]

  /** While a slider is being moved; kept when it is let go. */
  @state() private trying: Partial<Text> = {}

  protected override willUpdate(): void {
    const { text } = this.settings
    const still = Object.entries(this.trying).filter(([key, value]) => text[key as keyof Text] !== value)
    if (still.length !== Object.keys(this.trying).length) this.trying = Object.fromEntries(still)
  }

  protected override render(): TemplateResult {
    const { settings } = this
    const text = this.#text
    return html`<div class="stack">
      ${this.select(
        'language',
        t('dialogs.language'),
        settings.language,
        [['system', t('dialogs.languageSystem')], ...languageNames.map(({ tag, name }) => [tag, name] as const)],
        (value) => this.change({ language: value }),
      )}
      ${this.choice<Theme>(
        'theme',
        t('dialogs.theme'),
        settings.theme,
        [
          ['system', t('dialogs.themeSystem')],
          ['light', t('dialogs.themeLight')],
          ['dark', t('dialogs.themeDark')],
          ['sepia', t('dialogs.themeSepia')],
        ],
        (theme) => this.change({ theme }),
      )}
      <section class="stack" aria-labelledby="type">
        <div class="row between">
          <h3 id="type">${t('dialogs.typeHeading')}</h3>
          <button class="link" @click=${this.#reset}>${t('dialogs.typeReset')}</button>
        </div>
        <div class="specimen" aria-hidden="true" lang=${language()}><p>${t('dialogs.specimen')}</p></div>
        ${this.choice<Text['face']>(
          'face',
          t('dialogs.face'),
          text.face,
          [
            ['serif', t('dialogs.faceSerif')],
            ['sans', t('dialogs.faceSans')],
            ['system', t('dialogs.faceSystem')],
          ],
          (face) => this.#keep({ face }),
        )}
        <div class="type">
          ${this.#slider('size', t('dialogs.textSize'), t('dialogs.pixels', { size: text.size }), 14, 28, 1)}
          ${this.#slider('measure', t('dialogs.measure'), t('dialogs.characters', { n: text.measure }), 45, 90, 1)}
          ${this.#slider('lineHeight', t('dialogs.lineHeight'), formatNumber(text.lineHeight), 1.2, 2, 0.05)}
          <div class="stack tight">
            ${this.tick('justify', t('dialogs.justify'), text.justify, (justify) => this.#keep({ justify }))}
            ${this.tick('hyphenate', t('dialogs.hyphenate'), text.hyphenate, (hyphenate) => this.#keep({ hyphenate }))}
          </div>
        </div>
      </section>
    </div>`
  }

  // By property, not by a style attribute: the page's policy forbids those.
  protected override updated(_changed: PropertyValues<this>): void {
    const specimen = this.renderRoot.querySelector<HTMLElement>('.specimen p')
    if (specimen === null) return
    const text = this.#text
    Object.assign(specimen.style, {
      fontFamily: FACES[text.face],
      fontSize: `${text.size}px`,
      lineHeight: String(text.lineHeight),
      maxInlineSize: `${text.measure / 2}em`,
      textAlign: text.justify ? 'justify' : 'start',
      hyphens: text.hyphenate ? 'auto' : 'manual',
    })
  }

  #slider(
    key: 'size' | 'measure' | 'lineHeight',
    label: string,
    words: string,
    min: number,
    max: number,
    step: number,
  ): TemplateResult {
    const read = (event: Event) => Math.round(Number(textOf(event)) * 100) / 100
    return html`<div class="slider">
      <label class="label" for=${key}>${label}</label>
      <output for=${key}>${words}</output>
      <input
        id=${key}
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(this.#text[key])}
        aria-valuetext=${words}
        @input=${(event: Event) => (this.trying = { ...this.trying, [key]: read(event) })}
        @change=${(event: Event) => this.#keep({ [key]: read(event) })}
      />
    </div>`
  }

  get #text(): Text {
    return { ...this.settings.text, ...this.trying }
  }

  #keep(change: Partial<Text>): void {
    this.change({ text: { ...this.settings.text, ...change } })
  }

  #reset = (): void => {
    const before = this.settings.text
    this.trying = {}
    this.change({ text: USUAL })
    toast({
      text: t('dialogs.typeWasReset'),
      kind: 'done',
      action: { label: t('shell.undo'), run: () => this.change({ text: before }) },
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-reading': SettingsReading
  }
}
