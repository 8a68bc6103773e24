import { Worker } from 'node:worker_threads'
import { StoreError, type StoreErrorCode } from '@rookery/hub/history'
import type { Batch, Engine, EngineCommand, FrontPlace, OpenReport } from './engine/engine.js'
import { EngineFailure } from './engine/engine-failure.js'
import type { ThreadAnswer, ThreadFailure, ThreadRequest, ThreadSettings } from './engine/thread-messages.js'
import { messageOf, storePaths } from './file/folder.js'
import { type FrontFile, FrontLog, openFrontFile } from './file/front-log.js'

/** An engine that has opened its file, and the front log beside it. */
export interface OpenedEngine {
  readonly engine: Engine
  readonly front: FrontLog
  readonly report: OpenReport
}

/** Opens the file of a folder in a thread of its own. @throws StoreError */
export async function threadEngine(settings: ThreadSettings): Promise<OpenedEngine> {
  const worker = startWorker(settings)
  try {
    const { engine, report, place } = await opening(worker)
    return { engine, report, front: new FrontLog(await frontFile(settings.folder), place) }
  } catch (error) {
    await worker.terminate()
    throw error
  }
}

const opening = (worker: Worker): Promise<OpenedThread> =>
  new Promise((resolve, reject) => {
    const engine: Engine = new ThreadEngine(worker, {
      opened: (report, place) => resolve({ engine, report, place }),
      failed: reject,
    })
  })

interface OpenedThread {
  readonly engine: Engine
  readonly report: OpenReport
  readonly place: FrontPlace
}

async function frontFile(folder: string): Promise<FrontFile> {
  const path = storePaths(folder).front
  try {
    return await openFrontFile(path)
  } catch (cause) {
    throw new StoreError('unwritable', `cannot open ${path}: ${messageOf(cause)}`, { cause })
  }
}

/** The thread runs beside this module: a bundle, or a source, which needs a loader. */
function startWorker(workerData: ThreadSettings): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  if (!isSource) return new Worker(new URL('./worker.js', import.meta.url), { workerData })
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href)
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${source}) })`, {
    workerData,
    eval: true,
  })
}

interface Opening {
  opened(report: OpenReport, place: FrontPlace): void
  failed(error: Error): void
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

class ThreadEngine implements Engine {
  readonly #worker: Worker
  readonly #opening: Opening
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #ended: Error | undefined

  constructor(worker: Worker, opening: Opening) {
    this.#worker = worker
    this.#opening = opening
    worker.on('message', (answer: ThreadAnswer) => this.#take(answer))
    worker.on('error', (error: Error) => this.#end(error.message))
    worker.on('exit', () => this.#end('it ended'))
  }

  commit(batch: Batch): Promise<readonly number[]> {
    return this.#ask(
      'commit',
      [batch],
      [...new Set(batch.packs.map(({ pack }) => pack.buffer as ArrayBuffer))],
    )
  }

  rows: Engine['rows'] = (request) => this.#ask('rows', [request])
  last: Engine['last'] = (accounts) => this.#ask('last', [accounts])
  cursor: Engine['cursor'] = (client, place) => this.#ask('cursor', [client, place])
  firstSeen: Engine['firstSeen'] = (client, now) => this.#ask('firstSeen', [client, now])
  saveCalls: Engine['saveCalls'] = (batch) => this.#ask('saveCalls', [batch])
  findCalls: Engine['findCalls'] = (query) => this.#ask('findCalls', [query])
  forgetCalls: Engine['forgetCalls'] = (moment) => this.#ask('forgetCalls', [moment])
  forgetClients: Engine['forgetClients'] = (limits) => this.#ask('forgetClients', [limits])
  retain: Engine['retain'] = (limits) => this.#ask('retain', [limits])

  async close(): Promise<void> {
    if (this.#ended) return
    await this.#ask('close', []).catch(() => {})
    await this.#worker.terminate()
  }

  #ask<Result>(
    command: EngineCommand,
    args: readonly unknown[],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result> {
    if (this.#ended) return Promise.reject(this.#ended)
    const request: ThreadRequest = { id: ++this.#lastId, command, args }
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(request.id, { resolve: (result) => resolve(result as Result), reject })
      this.#worker.ref()
      this.#worker.postMessage(request, [...transfer])
    })
  }

  #take(answer: ThreadAnswer): void {
    if ('opened' in answer) {
      this.#worker.unref()
      return this.#opening.opened(answer.opened, answer.front)
    }
    const { id } = answer
    if (id === undefined) return this.#opening.failed(openingError(answer.failure))
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    // An idle store does not keep the process alive.
    if (this.#waiting.size === 0) this.#worker.unref()
    if ('failure' in answer) waiting?.reject(new EngineFailure(answer.failure.code, answer.failure.message))
    else waiting?.resolve(answer.result)
  }

  #end(why: string): void {
    this.#ended ??= new EngineFailure('thread_ended', `the thread that keeps events has ended: ${why}`)
    this.#opening.failed(this.#ended)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

const CODES: ReadonlySet<string> = new Set<StoreErrorCode>([
  'in_use',
  'newer_format',
  'no_engine',
  'not_a_store',
  'unwritable',
])

const openingError = ({ code, message }: ThreadFailure): StoreError =>
  new StoreError(CODES.has(code) ? (code as StoreErrorCode) : 'unreadable', message)
