// A library made up in memory, to look at the window before there is one: `vite dev` and `?demo`.
import type { Bridge } from '../../main/contract/bridge.ts'
export function demoBridge(_options: URLSearchParams): Bridge {
  return { run: () => new Promise(() => undefined), onChange: () => () => undefined }
}
