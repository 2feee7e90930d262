// <bs-settings-fetching>: how often feeds are asked, and what besides the text is fetched.
import { html, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { Settings } from '../../../main/contract/models.ts'
import { t } from '../../words/words.ts'
import { durationWords } from './durations.ts'
import { SettingsPart } from './settings-part.ts'

const MINUTES = ['15', '30', '60', '120', '240', '720', '1440']
const MEGABYTES = ['1', '2', '5', '10', '20', '50']

@customElement('bs-settings-fetching')
export class SettingsFetching extends SettingsPart {
  protected override render(): TemplateResult {
    const { settings } = this
    const every = (minutes: string) => [minutes, durationWords(Number(minutes) * 60_000)] as const
    return html`<div class="stack">
      ${this.select(
        'minutes',
        t('dialogs.refreshEvery'),
        String(settings.refreshMinutes),
        withOwn(MINUTES, settings.refreshMinutes).map(every),
        (minutes) => this.change({ refreshMinutes: Number(minutes) }),
        t('dialogs.refreshNote'),
      )}
      ${this.tick('start', t('dialogs.refreshOnStart'), settings.refreshOnStart, (refreshOnStart) => this.change({ refreshOnStart }))}
      <section class="stack" aria-labelledby="pictures-heading">
        <h3 id="pictures-heading">${t('dialogs.picturesHeading')}</h3>
        ${this.tick('pictures', t('dialogs.pictures'), settings.pictures, (pictures) => this.change({ pictures }), t('dialogs.picturesNote'))}
        ${this.select(
          'megabytes',
          t('dialogs.pictureLimit'),
          String(settings.pictureMegabytes),
          withOwn(MEGABYTES, settings.pictureMegabytes).map(
            (size) => [size, t('dialogs.megabytes', { size: Number(size) })] as const,
          ),
          (size) => this.change({ pictureMegabytes: Number(size) }),
        )}
      </section>
      <section class="stack" aria-labelledby="sound-heading">
        <h3 id="sound-heading">${t('dialogs.soundHeading')}</h3>
        ${this.choice<Settings['audio']>(
          'audio',
          t('dialogs.sound'),
          settings.audio,
          [
            ['ask', t('dialogs.soundAsk')],
            ['always', t('dialogs.soundAlways')],
            ['never', t('dialogs.soundNever')],
          ],
          (audio) => this.change({ audio }),
        )}
        <p class="note">${t('dialogs.soundNote')}</p>
      </section>
    </div>`
  }
}

/** A value set elsewhere (the command line) stands in the list too. */
const withOwn = (usual: readonly string[], own: number): string[] =>
  [...new Set([...usual, String(own)])].sort((a, b) => Number(a) - Number(b))

declare global {
  interface HTMLElementTagNameMap {
    'bs-settings-fetching': SettingsFetching
  }
}
