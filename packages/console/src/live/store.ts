import type { Deed, HistoryPage, PageAsk } from '@rookery/sandbox'
import { AskFailed } from './ask-failed.js'
import { SandboxConnection } from './connection.js'
import { emptyState, type PageState, withFrame } from './page-state.js'
import { withHistory } from './timeline.js'

/** Number of messages per history request. */
const HISTORY_COUNT = 200

/** Holds the state of the page, and sends its requests to the sandbox. */
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

  /** Requests the newest messages of a chat, or those before the known ones. */
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
      // Disconnected: after the next snapshot, the open chat requests its messages again.
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
