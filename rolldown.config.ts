// How the app without its window is compiled: each host becomes one file with everything it needs inside.
import { defineConfig, type RolldownOptions } from 'rolldown'

// Electron waits for nothing in its main file, and a sandboxed preload is one CommonJS file: both are CJS, which refuses
// top-level await (https://github.com/electron/electron/issues/40719).
const shared: RolldownOptions = {
  platform: 'node',
  transform: { target: 'node22' },
  treeshake: true,
  checks: { pluginTimings: false },
}
const output = { sourcemap: false, minify: false, comments: { legal: false, annotation: true, jsdoc: false } } as const

export default defineConfig([
  {
    ...shared,
    input: {
      browser: 'main/hosts/browser/browser.ts',
      cli: 'main/hosts/cli/cli.ts',
      worker: 'main/hosts/node/worker.ts',
    },
    output: { ...output, dir: 'out/node', format: 'esm', chunkFileNames: 'parts/[name]-[hash].js', cleanDir: true },
  },
  {
    ...shared,
    input: { main: 'main/hosts/electron/main.ts' },
    external: ['electron'],
    output: {
      ...output,
      dir: 'out/electron',
      format: 'cjs',
      entryFileNames: '[name].cjs',
      chunkFileNames: 'parts/[name]-[hash].cjs',
      cleanDir: true,
    },
  },
  {
    ...shared,
    input: { preload: 'main/hosts/electron/preload.ts' },
    external: ['electron'],
    output: { ...output, dir: 'out/electron', format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  },
])
