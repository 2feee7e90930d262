// Where Electron begins: what has to be said before it is ready, and then the app.
import { fileURLToPath } from 'node:url'
import { boot } from './boot.ts'

// Beside the compiled main.cjs lie the window, the worker and the assets.
const near = (path: string) => new URL(path, import.meta.url)

boot({
  pages: fileURLToPath(near('../renderer/')),
  preload: fileURLToPath(near('./preload.cjs')),
  worker: near('../node/worker.js'),
  assets: fileURLToPath(near('../assets/')),
})
