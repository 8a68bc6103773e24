// The thread that holds the file: it runs each request to its end before the next.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Rows } from './engine/engine.js'
import type { ThreadAnswer, ThreadFailure, ThreadRequest, ThreadSettings } from './engine/thread-messages.js'
import { loadLibsql } from './file/libsql.js'
import { codeOf } from './file/open-file.js'
import { StoreFile } from './file/store-file.js'

async function serve(port: MessagePort, { folder, ...settings }: ThreadSettings): Promise<void> {
  const answer = (value: ThreadAnswer): void => {
    if ('result' in value && isRows(value.result)) {
      const [rows, bytes] = gathered(value.result)
      port.postMessage({ ...value, result: rows }, [bytes])
    } else port.postMessage(value)
  }
  try {
    const file = StoreFile.open(await loadLibsql(), folder, settings)
    port.on('message', (request: ThreadRequest) => {
      answer(answerOf(file, request))
      if (request.command === 'close') port.close()
    })
    answer({ opened: file.report, front: file.front })
  } catch (error) {
    answer({ id: undefined, failure: failureOf(error) })
  }
}

function answerOf(file: StoreFile, { id, command, args }: ThreadRequest): ThreadAnswer {
  try {
    const run = file[command] as (...args: readonly unknown[]) => unknown
    return { id, result: run.apply(file, [...args]) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}

const isRows = (result: unknown): result is Rows =>
  typeof result === 'object' && result !== null && 'rows' in result

/** Moves the packs into one buffer, which is handed over without a copy in the other thread. */
function gathered(found: Rows): readonly [Rows, ArrayBuffer] {
  const bytes = new ArrayBuffer(found.rows.reduce((sum, { pack }) => sum + pack.length, 0))
  let at = 0
  const rows = found.rows.map((row) => {
    const pack = new Uint8Array(bytes, at, row.pack.length)
    pack.set(row.pack)
    at += pack.length
    return { ...row, pack }
  })
  return [{ ...found, rows }, bytes]
}

const failureOf = (error: unknown): ThreadFailure => ({
  code: codeOf(error) || 'failed',
  message: error instanceof Error ? error.message : String(error),
})

// Without a parent nobody asks: the module was only loaded.
if (parentPort) void serve(parentPort, workerData as ThreadSettings)
