// The one store of this window, and how an element follows it.
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { bridge } from '../bridge/bridge.ts'
import { problemWords } from '../words/problem.ts'
import { Store } from './mirror.ts'
import { toast } from './toasts.ts'
import { listen, type Topic } from './topics.ts'

export const store = new Store(bridge, (problem) => toast({ text: problemWords(problem).text, kind: 'problem' }))

/** `new Watch(this, 'feeds', 'counts')` renders the element again when one of these topics, or the language, changes. */
export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #topics: Topic[]
  #stop: () => void = () => undefined

  constructor(host: ReactiveControllerHost, ...topics: Topic[]) {
    this.#host = host
    this.#topics = [...topics, 'words']
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = listen(this.#topics, () => this.#host.requestUpdate())
  }

  hostDisconnected(): void {
    this.#stop()
  }
}
