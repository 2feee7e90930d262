// What a new library begins with.
import type { Settings } from '../contract/models.ts'

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  layout: 'list',
  show: 'unread',
  order: 'newest',
  text: { face: 'serif', size: 19, measure: 66, lineHeight: 1.5, justify: false, hyphenate: true },
  keys: {},
  markReadOnOpen: true,
  retention: { days: null, count: null, megabytes: null, keepUnread: true, keepSaved: true },
  pictures: true,
  audio: 'ask',
  refreshMinutes: 60,
  refreshOnStart: true,
  pictureMegabytes: 10,
}

/** Settings as stored by any version, with what later versions have added. */
export const completeSettings = (stored: Partial<Settings>): Settings => ({
  ...defaultSettings,
  ...stored,
  text: { ...defaultSettings.text, ...stored.text },
  retention: { ...defaultSettings.retention, ...stored.retention },
})
