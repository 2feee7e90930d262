// Whether two values of a cell are the same.
import type { CellValue } from './cells.ts'

export function isSame(one: CellValue, other: CellValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  return one.url === other.url && one.site === other.site && one.title === other.title
}
