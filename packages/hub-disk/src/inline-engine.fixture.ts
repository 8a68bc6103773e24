import { closeSync, openSync, writeSync } from 'node:fs'
import type { Engine, EngineCommand } from './engine/engine.js'
import { EngineFailure } from './engine/engine-failure.js'
import { storePaths } from './file/folder.js'
import { type FrontFile, FrontLog } from './file/front-log.js'
import { loadLibsql } from './file/libsql.js'
import { codeOf } from './file/open-file.js'
import { StoreFile } from './file/store-file.js'
import type { StartEngine } from './store/live-engine.js'

/** Fails a command by throwing, or delays it; called before or after the file did its work. `append` is one of the front log. */
export interface Faults {
  before?(command: EngineCommand | 'append'): void | Promise<void>
  after?(command: EngineCommand): void
}

/** Starts engines in this thread, on which faults can be put; what crosses to them is cloned, as between threads. */
export const inline =
  (folder: string, faults: Faults = {}, now: () => number = Date.now, run?: number): StartEngine =>
  async (isSuspect) => {
    const file = StoreFile.open(await loadLibsql(), folder, {
      now: now(),
      isSuspect,
      ...(run !== undefined && { run }),
    })
    const front = new FrontLog(frontFile(storePaths(folder).front, faults), file.front)
    return { engine: engineOver(file, faults), front, report: file.report }
  }

/** The file of a front log, written at once. */
function frontFile(path: string, faults: Faults): FrontFile {
  const file = openSync(path, 'r+')
  let isClosed = false
  return {
    async write(bytes, position) {
      const delay = faults.before?.('append')
      if (delay) await delay
      if (isClosed) throw new EngineFailure('EBADF', 'the front log is closed')
      writeSync(file, bytes, 0, bytes.length, position)
    },
    async sync() {},
    async close() {
      if (!isClosed) closeSync(file)
      isClosed = true
    },
  }
}

function engineOver(file: StoreFile, faults: Faults): Engine {
  let isClosed = false
  const ask =
    (command: Exclude<EngineCommand, 'close'>) =>
    async (...args: readonly unknown[]): Promise<never> => {
      try {
        const delay = faults.before?.(command)
        if (delay) await delay
        const run = file[command] as (...args: readonly unknown[]) => unknown
        const result = run.apply(file, structuredClone(args) as unknown[])
        faults.after?.(command)
        return structuredClone(result) as never
      } catch (error) {
        throw new EngineFailure(codeOf(error) || 'failed', (error as Error).message)
      }
    }
  return {
    commit: ask('commit'),
    rows: ask('rows'),
    last: ask('last'),
    cursor: ask('cursor'),
    firstSeen: ask('firstSeen'),
    saveCalls: ask('saveCalls'),
    findCalls: ask('findCalls'),
    forgetCalls: ask('forgetCalls'),
    forgetClients: ask('forgetClients'),
    retain: ask('retain'),
    async close() {
      if (!isClosed) file.close()
      isClosed = true
    },
  }
}

/** A failure as SQLite has it. */
export const sqliteFailure = (code: string): Error =>
  Object.assign(new Error(`${code} of the test`), { code })
