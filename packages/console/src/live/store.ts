import type { Deed, HistoryPage, PageAsk } from '@rookery/sandbox'
import { AskFailed } from './ask-failed.js'
import { SandboxConnection } from './connection.js'
import { emptyState, type PageState, withFrame } from './page-state.js'
import { withHistory } from './timeline.js'

/** Messages that are asked for at a time. */
const HISTORY_COUNT = 200

/** Holds what the page knows, and asks the sandbox for what the page wants. */
export class PageStore {
  readonly #connection: SandboxConnection
  readonly #watchers = new Set<() => void>()
  readonly #loading = new Set<string>()
  #state: PageState = emptyState

  constructor(url: string) {
    this.#connection = new SandboxConnection(url, {
      told: (frame) => {
        if (frame.is === 'snapshot') this.#loading.clear()
        this.#set(withFrame(this.#state, frame))
      },
      opened: () => this.#set({ ...this.#state, status: 'open' }),
      lost: () => this.#set({ ...this.#state, status: 'lost' }),
    })
    this.#connection.dial()
  }

  get state(): PageState {
    return this.#state
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** @throws AskFailed */
  ask(ask: PageAsk): Promise<unknown> {
    return this.#connection.ask(ask)
  }

  /** @throws AskFailed */
  act(by: number, deed: Deed): Promise<unknown> {
    return this.ask({ ask: 'act', by, deed })
  }

  /** Asks for the newest messages of a chat, or for those before the ones that are there. */
  async loadHistory(chat: string): Promise<void> {
    if (this.#loading.has(chat)) return
    this.#loading.add(chat)
    try {
      const oldest = this.#state.timelines.get(chat)?.messages[0]
      const before = oldest ? { before_seq: oldest.seq } : {}
      const page = await this.ask({ ask: 'history', chat, count: HISTORY_COUNT, ...before })
      const timelines = withHistory(this.#state.timelines, page as HistoryPage)
      this.#set({ ...this.#state, timelines })
    } catch (error) {
      // The line is gone; with the next snapshot whoever shows the chat asks again.
      if (!(error instanceof AskFailed)) throw error
    } finally {
      this.#loading.delete(chat)
    }
  }

  #set(state: PageState): void {
    this.#state = state
    for (const watcher of this.#watchers) watcher()
  }
}
