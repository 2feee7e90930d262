// The services the made-up bridge offers, with what each can do, as the real ones say it.
import type { Abilities, ServiceInfo } from '../../main/contract/models.ts'

export const everything: Abilities = {
  follow: true,
  unfollow: true,
  renameFeed: true,
  moveFeed: true,
  emptyFolders: true,
  renameFolder: true,
  removeFolder: true,
  save: true,
  labels: false,
  fetchesHere: false,
}

const info = (
  service: ServiceInfo['service'],
  preset: string,
  title: string,
  more: Partial<ServiceInfo> = {},
): ServiceInfo => ({
  service,
  preset,
  title,
  address: null,
  example: 'https://news.example.org',
  secret: 'password',
  needsUser: true,
  needsApp: false,
  abilities: everything,
  proof: 'recordings',
  ...more,
})

const tagged: Abilities = { ...everything, emptyFolders: false, labels: true }
const readOnly: Abilities = {
  ...everything,
  follow: false,
  unfollow: false,
  renameFeed: false,
  moveFeed: false,
  emptyFolders: false,
  renameFolder: false,
  removeFolder: false,
}

export const demoServices: ServiceInfo[] = [
  info('miniflux', 'miniflux', 'Miniflux', { secret: 'passwordOrToken', proof: 'server' }),
  info('googleReader', 'freshrss', 'FreshRSS', { abilities: tagged, example: 'https://freshrss.example.org' }),
  info('googleReader', 'inoreader', 'Inoreader', {
    abilities: tagged,
    address: 'https://www.inoreader.com',
    example: null,
    needsApp: true,
  }),
  info('googleReader', 'theoldreader', 'The Old Reader', {
    abilities: { ...tagged, labels: false },
    address: 'https://theoldreader.com',
    example: null,
  }),
  info('feedbin', 'feedbin', 'Feedbin', {
    abilities: { ...everything, emptyFolders: false },
    address: 'https://api.feedbin.com',
    example: null,
  }),
  info('nextcloudNews', 'nextcloudNews', 'Nextcloud News', { example: 'https://cloud.example.org' }),
  info('fever', 'fever', 'Fever', { abilities: readOnly }),
  info('tinyTinyRss', 'tinyTinyRss', 'Tiny Tiny RSS', {
    abilities: { ...everything, renameFeed: false, labels: true },
    proof: 'documentation',
  }),
  info('folder', 'folder', 'Shared folder', {
    abilities: { ...everything, labels: true, fetchesHere: true },
    example: '/home/you/Sync/Broadsheet',
    secret: 'none',
    needsUser: false,
  }),
]
