// How the window is built: everything the page needs becomes files of its own origin, because its CSP allows nothing else.
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'renderer',
  base: '/',
  publicDir: false,
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
})
