import { createReadStream } from 'node:fs'
import { step } from '../step.js'
import { emptyWorld, type World } from '../world/world.js'
import { FORMAT, outputLines, RecordError, type RecordLine } from './record-line.js'
import { readTagged } from './tagged-json.js'

/** The first line at which a replay differs from its record. */
export interface Difference {
  /** Line of the file, from 1. */
  readonly line: number
  readonly expected: string
  /** The line of the replay; undefined if it has none. */
  readonly found: string | undefined
}

/** Outcome of a replay: how far it came, and the first difference from the record. */
export interface Replay {
  /** Number of repeated inputs. */
  readonly steps: number
  /** Absent if every line equals the record, byte for byte. */
  readonly difference?: Difference
  /** False for a record that was cut off; lines lost at its end are not counted as a difference. */
  readonly isComplete: boolean
  /** The world after the last input. */
  readonly world: World
}

/**
 * Repeats the inputs of a record, and compares their outcome with the recorded one.
 *
 * @throws RecordError `bad_record` for a file that is not a record, or is broken before its last line
 */
export async function replay(path: string): Promise<Replay> {
  const run = new Run()
  let line = 0
  let text: string | undefined
  for await (const next of linesOf(path)) {
    if (text !== undefined) run.take(text, ++line, path)
    if (run.isOver) return run.result
    text = next
  }
  if (text === undefined) throw new RecordError('bad_record', `the record ${path} is empty`)
  run.takeLast(text, ++line, path)
  return run.result
}

/** Splits at `\n` only. `node:readline` would also split inside JSON texts, at U+2028. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    const { code = 'record', message } = cause as NodeJS.ErrnoException
    throw new RecordError(code, `the record ${path} cannot be read: ${message}`, { cause })
  }
  if (rest !== '') yield rest
}

class Run {
  #world: World | undefined
  #steps = 0
  /** Lines of the replay that the record must contain next. */
  #due: readonly string[] = []
  #difference: Difference | undefined
  #isComplete = false

  get isOver(): boolean {
    return this.#difference !== undefined
  }

  get result(): Replay {
    const difference = this.#difference && { difference: this.#difference }
    return {
      steps: this.#steps,
      isComplete: this.#isComplete,
      world: this.#world ?? emptyWorld(),
      ...difference,
    }
  }

  take(text: string, line: number, path: string): void {
    const parsed = parseLine(text)
    if (!parsed) throw new RecordError('bad_record', `${path}:${line}: this is not a line of a record`)
    if (!this.#world) this.#begin(parsed, path)
    else this.#follow(this.#world, parsed, text, line)
  }

  /** Takes the last line, unless it was cut off. */
  takeLast(text: string, line: number, path: string): void {
    if (line === 1 || parseLine(text)) this.take(text, line, path)
  }

  #begin(line: RecordLine, path: string): void {
    if (line.is !== 'header' || line.format !== FORMAT) {
      const found = line.is === 'header' ? `format ${line.format}` : `"${line.is}"`
      throw new RecordError(
        'bad_record',
        `${path}:1: a record begins with a header of format ${FORMAT}, found ${found}`,
      )
    }
    this.#world = line.world
  }

  #follow(world: World, line: RecordLine, text: string, number: number): void {
    if (line.is === 'fault') return
    if (line.is === 'event' || line.is === 'answer') return this.#compare(text, number)
    if (this.#due.length > 0) return this.#compare(text, number)
    if (line.is === 'world') this.#world = line.world
    if (line.is === 'end') this.#isComplete = true
    if (line.is !== 'input') return
    const taken = step(world, line.input)
    this.#world = taken.world
    this.#steps++
    this.#due = outputLines(line.input, taken)
  }

  #compare(expected: string, line: number): void {
    const [found, ...due] = this.#due
    this.#due = due
    if (found !== expected) this.#difference = { line, expected, found }
  }
}

function parseLine(text: string): RecordLine | undefined {
  try {
    const line = readTagged(text)
    return typeof line === 'object' && line !== null && 'is' in line ? (line as RecordLine) : undefined
  } catch {
    return undefined
  }
}
