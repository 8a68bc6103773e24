import type { Engine, OpenReport } from '../engine/engine.js'
import type { OpenedEngine } from '../thread-engine.js'

/** Opens the engine; `isSuspect` has the whole file checked. */
export type StartEngine = (isSuspect: boolean) => Promise<OpenedEngine>

/** SQLite's codes of a damaged file. */
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/

/** Failures after which the engine is of no use. */
const USELESS: ReadonlySet<string> = new Set(['thread_ended', 'file_gone'])

/** The engine at work, replaced when its thread ended or its file was deleted or turned out to be damaged. */
export class LiveEngine {
  readonly #start: StartEngine
  readonly #reopened: (report: OpenReport) => void
  #current: Engine
  #isBroken = false
  #isSuspect = false
  #repairing: Promise<void> | undefined

  constructor(opened: OpenedEngine, start: StartEngine, reopened: (report: OpenReport) => void) {
    this.#current = opened.engine
    this.#start = start
    this.#reopened = reopened
  }

  get current(): Engine {
    return this.#current
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
    await this.#current.close()
    const { engine, report } = await this.#start(this.#isSuspect)
    this.#current = engine
    this.#isBroken = this.#isSuspect = false
    this.#reopened(report)
  }
}
