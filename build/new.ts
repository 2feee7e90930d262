// npm run new element NAME, npm run new command NOUN.VERB: writes the beginning and says what is left to do.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, root } from './setup.mjs'

export interface Scaffold {
  /** Path → content. */
  files: Record<string, string>
  todo: string[]
}

const className = (name: string) => name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** A sentence instead: what was wrong with the request. */
export function scaffold(kind: string | undefined, name: string | undefined): Scaffold | string {
  if (kind === 'element' && name && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return element(name)
  if (kind === 'command' && name && /^[a-z]+\.[a-z][a-zA-Z]*$/.test(name)) return command(name)
  return 'npm run new element NAME (kebab-case), or npm run new command NOUN.VERB (articles.mark).'
}

function element(name: string): Scaffold {
  const type = className(name)
  const file = `// What <bs-${name}> shows, and to whom it is of use.
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'

@customElement('bs-${name}')
export class ${type} extends LitElement {
  static override styles = css\`
    :host {
      display: block;
    }
  \`

  protected override render(): TemplateResult {
    return html\`<slot></slot>\`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bs-${name}': ${type}
  }
}
`
  return {
    files: { [`renderer/elements/${name}.ts`]: file },
    todo: [
      'say in its first line why it exists',
      'give it a role and a name that can be read aloud',
      'put its words into renderer/words, in every language',
      'look at it in light, dark, right-to-left, empty and broken',
    ],
  }
}

function command(name: string): Scaffold {
  const [noun = '', verb = ''] = name.split('.')
  const test = `import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, type App } from '../app.ts'
import { createMemoryHost, type MemoryHost } from '../hosts/memory/memory.ts'

let host: MemoryHost
let app: App
beforeEach(async () => {
  host = createMemoryHost()
  app = await openApp(host, { background: false })
})
afterEach(async () => {
  await app.close()
  await host.close()
})

test('${name} refuses what makes no sense', async () => {
  expect(await app.run('${name}', {} as never)).toMatchObject({ ok: false, problem: { kind: 'badRequest' } })
})
`
  return {
    files: { [`main/commands/${noun}-${verb.toLowerCase()}.test.ts`]: test },
    todo: [
      `main/contract/commands.ts: '${name}': { in: …; out: … }`,
      `main/commands/schemas.ts: '${name}': the shape of what goes in`,
      `main/commands/${noun}.ts: async '${name}'(desk, input) { … }, a short story told with trades`,
      'main/hosts/cli: let the command line ask for it',
      'renderer/state: an action, so that the palette and the keys know it',
    ],
  }
}

function main([kind, name]: string[]): void {
  const made = scaffold(kind, name)
  if (typeof made === 'string') {
    console.error(made)
    process.exitCode = 2
    return
  }
  for (const [path, content] of Object.entries(made.files)) {
    if (existsSync(join(root, path))) {
      console.error(`${path} is there already.`)
      process.exitCode = 1
      return
    }
    writeFileSync(join(root, path), content)
    console.log(`Wrote ${path}`)
  }
  console.log(`Left to do:\n${made.todo.map((line) => `  - ${line}`).join('\n')}`)
}

if (isMain(import.meta.url)) main(process.argv.slice(2))
