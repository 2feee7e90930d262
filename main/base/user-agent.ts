// How Broadsheet introduces itself to every server, with a place to learn more.
import { VERSION } from './version.ts'

export const USER_AGENT = `Broadsheet/${VERSION} (desktop news reader; +https://broadsheet.example/about-requests)`
