import { closeSync, openSync, writeSync } from 'node:fs'
import type { Observation } from '../observation.js'
import type { Sandbox } from '../sandbox.js'
import type { World } from '../world/world.js'
import { FORMAT, outputLines, RecordError, writeLine } from './record-line.js'
import { readTagged, writeTagged } from './tagged-json.js'

/** A record in progress. */
export interface Recording {
  /** Ends the record. @throws RecordError when writing broke off before, for example because the disk was full */
  stop(): void
}

/**
 * Records everything that happens in a sandbox from now on, to a new file of JSON lines. Each line is written at once
 * and survives however the process ends.
 *
 * ```ts
 * const recording = startRecording(sandbox, 'run.jsonl')
 * // …
 * recording.stop()
 * const { difference } = await replay('run.jsonl')
 * ```
 *
 * @throws RecordError when the file exists already or cannot be written
 */
export function startRecording(sandbox: Sandbox, path: string): Recording {
  const file = guarded(path, () => openSync(path, 'ax'))
  let failure: RecordError | undefined
  const write = (lines: readonly string[]): void => {
    try {
      guarded(path, () => writeAll(file, Buffer.from(`${lines.join('\n')}\n`)))
    } catch (error) {
      failure = error as RecordError
      unobserve()
    }
  }
  // A replay starts from a world read from the file. The order within maps depends on how they were built.
  sandbox.adopt(readTagged(writeTagged(sandbox.world)) as World)
  const unobserve = sandbox.observe((observed) => {
    const lines = linesOf(observed, sandbox.clock.now())
    if (lines.length > 0) write(lines)
  })
  const { world } = sandbox
  write([writeLine({ is: 'header', format: FORMAT, seed: world.chance, world })])
  return {
    stop() {
      unobserve()
      if (!failure) write([writeLine({ is: 'end', timeMs: sandbox.clock.now() })])
      closeSync(file)
      if (failure) throw failure
    },
  }
}

function linesOf(observed: Observation, nowMs: number): readonly string[] {
  switch (observed.is) {
    case 'step':
      return [
        writeLine({ is: 'input', input: observed.input }),
        ...outputLines(observed.input, observed.taken),
      ]
    case 'world':
      return [writeLine({ is: 'world', timeMs: nowMs, world: observed.world })]
    case 'fault':
      return [writeLine({ is: 'fault', timeMs: observed.timeMs, hit: observed.hit })]
    default:
      return []
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

function guarded<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (cause) {
    const { code = 'record', message } = cause as NodeJS.ErrnoException
    throw new RecordError(code, `the record ${path} cannot be written: ${message}`, { cause })
  }
}
