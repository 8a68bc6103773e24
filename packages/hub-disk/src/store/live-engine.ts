import type { Engine, OpenReport } from '../engine/engine.js'
import type { FrontLog } from '../file/front-log.js'
import type { OpenedEngine } from '../thread-engine.js'

/** Opens the engine; `isSuspect` has the whole file checked. */
export type StartEngine = (isSuspect: boolean) => Promise<OpenedEngine>

/** SQLite's codes of a damaged file. */
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/

/** Failures after which the engine is of no use. */
const USELESS: ReadonlySet<string> = new Set(['thread_ended', 'file_gone'])

/** The engine at work, replaced with its front log when its thread ended or its file was deleted or turned out to be damaged. */
export class LiveEngine {
  readonly #start: StartEngine
  readonly #reopened: (report: OpenReport) => void
  #opened: OpenedEngine
  #isBroken = false
  #isSuspect = false
  #repairing: Promise<void> | undefined

  constructor(opened: OpenedEngine, start: StartEngine, reopened: (report: OpenReport) => void) {
    this.#opened = opened
    this.#start = start
    this.#reopened = reopened
  }

  get current(): Engine {
    return this.#opened.engine
  }

  /** The front log beside the file of the current engine. */
  get front(): FrontLog {
    return this.#opened.front
  }

  async close(): Promise<void> {
    await Promise.all([this.current.close(), this.front.close()])
  }

  /** Notes a failure of the current engine. */
  failed(error: unknown): void {
    const code = String((error as { readonly code?: unknown }).code)
    if (DAMAGED.test(code)) this.#isSuspect = true
    if (DAMAGED.test(code) || USELESS.has(code)) this.#isBroken = true
  }

  /** Opens another engine if the current one is of no use any more, once for all that ask for it. */
  async repair(): Promise<void> {
    if (!this.#isBroken) return
    this.#repairing ??= this.#replace().finally(() => {
      this.#repairing = undefined
    })
    await this.#repairing
  }

  async #replace(): Promise<void> {
    await this.close()
    this.#opened = await this.#start(this.#isSuspect)
    this.#isBroken = this.#isSuspect = false
    this.#reopened(this.#opened.report)
  }
}
