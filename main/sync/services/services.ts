// All services that Broadsheet speaks to, by name: nothing else knows how many there are.
import type { ServiceName } from '../../contract/models.ts'
import type { Service } from '../service.ts'
import { googleReader } from './google-reader.ts'
import { miniflux } from './miniflux.ts'

export const services: Service[] = [miniflux, googleReader]

/** null: this name means no service (a shared folder). */
export const serviceOf = (name: ServiceName): Service | null =>
  services.find((service) => service.name === name) ?? null
