// Where an article plays: GeoRSS, W3C geo, GML and ICBM, as latitude and longitude.
import type { Element } from './element.ts'
import type { ParsedItem } from '../../base/parsed-feed.ts'

const halves = new WeakMap<object, { latitude?: number; longitude?: number }>()

function pair(text: string): [number, number] | null {
  const numbers = text
    .slice(0, 1000)
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return place(numbers[0], numbers[1])
}

function place(latitude: number | undefined, longitude: number | undefined): [number, number] | null {
  if (latitude === undefined || longitude === undefined || !Number.isFinite(latitude) || !Number.isFinite(longitude))
    return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null
}

/** `owner` keeps the half that came first while the other is still to come. */
export function locationIn(element: Element, owner: ParsedItem): [number, number] | null {
  switch (element.name) {
    case 'georss:point':
    case 'gml:pos':
    case 'gml:coordinates':
    case 'geo:lat_long':
      return pair(element.text)
    case 'geo:lat':
    case 'geo:long':
    case 'geo:lon':
    case 'icbm:latitude':
    case 'icbm:longitude': {
      const half = halves.get(owner) ?? {}
      halves.set(owner, half)
      const number = element.text.trim() === '' ? NaN : Number(element.text)
      if (/lat/.test(element.name)) half.latitude = number
      else half.longitude = number
      return place(half.latitude, half.longitude)
    }
    case 'georss:where':
    case 'geo:point':
    case 'gml:point':
      for (const child of element.children) {
        const found = locationIn(child, owner)
        if (found) return found
      }
      return null
    default:
      return null
  }
}
