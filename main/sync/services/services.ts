// All services that Broadsheet speaks to, by name: nothing else knows how many there are.
import type { ServiceName } from '../../contract/models.ts'
import type { Service } from '../service.ts'
import { feedbin } from './feedbin.ts'
import { fever } from './fever.ts'
import { folder } from './folder.ts'
import { googleReader } from './google-reader.ts'
import { miniflux } from './miniflux.ts'
import { nextcloudNews } from './nextcloud-news.ts'
import { tinyTinyRss } from './tiny-tiny-rss.ts'

export const services: Service[] = [miniflux, googleReader, feedbin, nextcloudNews, fever, tinyTinyRss, folder]

/** null: this name means no service (a shared folder). */
export const serviceOf = (name: ServiceName): Service | null =>
  services.find((service) => service.name === name) ?? null
