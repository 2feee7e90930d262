// How the window is built: everything the page needs becomes files of its own origin, because its CSP allows nothing else.
import { defineConfig, type Plugin } from 'vite'
import { drawPicture } from './renderer/bridge/demo-pictures.ts'

/** Pictures for the made-up library of `?demo`; the built window gets its pictures from the host. */
const demoPictures: Plugin = {
  name: 'demo-pictures',
  apply: 'serve',
  configureServer(server) {
    server.middlewares.use('/media/', (request, response) => {
      response.setHeader('content-type', 'image/svg+xml')
      response.end(drawPicture((request.url ?? '/').slice(1)))
    })
  },
}

export default defineConfig({
  root: 'renderer',
  base: '/',
  publicDir: false,
  plugins: [demoPictures],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
})
