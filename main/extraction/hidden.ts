// Tells what a page hides from its reader.
import type { Attributes } from './pictures.ts'

export const isHidden = (attributes: Attributes): boolean =>
  attributes['hidden'] !== undefined ||
  (attributes['style'] !== undefined &&
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'].slice(0, 2000)))
