// The services that speak as Google Reader did, and where each has its own way.
import type { Abilities, RemoteDigits, ServiceInfo } from '../../contract/models.ts'

export interface Preset {
  info: ServiceInfo
  /** Where it may be below the site that was typed, best first. */
  below: readonly string[]
  /** null: told by what it sends. */
  digits: RemoteDigits | null
  /** Ids a page; a server with a smaller cap gives fewer and goes on. */
  idsAPage: number
  itemsACall: number
  /** A folder that stands for none. */
  general: string | null
  titles: 'plain' | 'escaped' | 'fullWidth'
  /** Does not take away what is added a second time. */
  setsWhatItIsTold: boolean
  /** Milliseconds between two looks at which articles bear which label. */
  labelsEvery: number
  /** Minutes between two syncs that nobody has asked for. */
  shortest: number | null
}

const HOUR = 60 * 60_000

const abilities: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: true,
  moveFeed: true,
  emptyFolders: false,
  renameFolder: true,
  removeFolder: true,
  save: true,
  labels: true,
  fetchesHere: false,
}

const info: ServiceInfo = {
  service: 'googleReader',
  preset: 'other',
  title: 'Google Reader API',
  address: null,
  example: 'https://reader.example.org',
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities: { ...abilities, labels: false },
  proof: 'documentation',
}

const other: Preset = {
  info,
  below: [
    '',
    '/api/greader.php',
    '/p/api/greader.php',
    '/api',
    '/reader',
    '/greader',
    '/freshrss/api/greader.php',
    '/rss/api/greader.php',
  ],
  digits: null,
  idsAPage: 10_000,
  itemsACall: 150,
  general: null,
  titles: 'plain',
  setsWhatItIsTold: false,
  labelsEvery: 0,
  shortest: null,
}

const freshRss: Preset = {
  ...other,
  info: { ...info, preset: 'freshrss', title: 'FreshRSS', example: 'https://rss.example.org', abilities },
  below: [
    '/api/greader.php',
    '/p/api/greader.php',
    '/freshrss/api/greader.php',
    '/FreshRSS/p/api/greader.php',
    '/rss/api/greader.php',
  ],
  digits: 16,
  titles: 'fullWidth',
  setsWhatItIsTold: true,
}

export const presets: readonly Preset[] = [
  other,
  freshRss,
  {
    ...other,
    info: { ...info, preset: 'miniflux', title: 'Miniflux (Google Reader)', proof: 'server' },
    below: ['', '/miniflux'],
    digits: 16,
    general: 'All',
  },
  {
    ...other,
    info: {
      ...info,
      preset: 'inoreader',
      title: 'Inoreader',
      address: 'https://www.inoreader.com',
      example: null,
      needsApp: true,
      abilities,
    },
    below: [''],
    digits: 16,
    idsAPage: 1000,
    itemsACall: 100,
    titles: 'escaped',
    setsWhatItIsTold: true,
    // A hundred requests a day is what an application is given.
    labelsEvery: 12 * HOUR,
    shortest: 120,
  },
  {
    ...other,
    info: {
      ...info,
      preset: 'theoldreader',
      title: 'The Old Reader',
      address: 'https://theoldreader.com',
      example: null,
    },
    below: [''],
    digits: 24,
    titles: 'escaped',
    setsWhatItIsTold: true,
  },
  {
    ...other,
    info: { ...info, preset: 'bazqux', title: 'BazQux', address: 'https://bazqux.com', example: null, abilities },
    below: [''],
    digits: 16,
    titles: 'escaped',
    setsWhatItIsTold: true,
  },
]

/** What an address that was typed for any service gives away of it. */
export function presetOf(name: string, address: string): Preset {
  const chosen = presets.find((preset) => preset.info.preset === name) ?? other
  return chosen === other && address.endsWith('/greader.php') ? { ...freshRss, info: other.info } : chosen
}
