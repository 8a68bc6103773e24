import type { Observation } from '../observation.js'
import type { Sandbox } from '../sandbox.js'
import type { ActionAnswer } from '../step.js'
import { type TranscriptOptions, type WrittenEntry, writeStory } from '../transcript/format-transcript.js'
import type { Done } from '../turn/turn.js'
import type { Message, World } from '../world/world.js'

/** A deed, and whether an expectation has matched it or passed over it. */
export interface ObservedDeed {
  readonly done: Done
  /** The world before the deed. */
  readonly world: World
  state: 'new' | 'expected' | 'passed'
}

/** A call that a bot made. */
export interface Called {
  readonly id: number
  readonly self_id: number
  readonly action: string
  readonly params: Readonly<Record<string, unknown>>
  answer?: ActionAnswer
  isExpected: boolean
}

/** Deeds and calls since the test began. */
export class TestStory {
  readonly told: ObservedDeed[] = []
  readonly calls: Called[] = []
  readonly #sandbox: Sandbox
  readonly #bots: ReadonlySet<number>
  readonly stop: () => void
  #world: World

  constructor(sandbox: Sandbox, bots: ReadonlySet<number>) {
    this.#sandbox = sandbox
    this.#bots = bots
    this.#world = sandbox.world
    this.stop = sandbox.observe((seen) => this.#see(seen))
  }

  /** Messages of the bots that no expectation has matched yet, in a chat or anywhere. */
  saidByBots(chat: string | undefined, by: ReadonlySet<number> = this.#bots): ObservedDeed[] {
    return this.told.filter(
      ({ state, done }) =>
        state === 'new' &&
        saysSomething(done) &&
        by.has(done.by) &&
        (chat === undefined || sentMessageOf(done).chat === chat),
    )
  }

  transcript(options: TranscriptOptions = {}): string {
    return this.#written(options)
      .flatMap(({ before, text }) => [...before, text])
      .map((line) => `${line}\n`)
      .join('')
  }

  /** The transcript with unexpected messages of the bots marked. */
  markedTranscript(options: TranscriptOptions = {}): string {
    return this.#written(options)
      .flatMap(({ done, before, text }, index) => {
        const isSaid = saysSomething(done) && this.#bots.has(done.by)
        return [...before, isSaid && this.told[index]?.state !== 'expected' ? marked(text) : text]
      })
      .join('\n')
  }

  #written(options: TranscriptOptions): WrittenEntry[] {
    const story = this.told.map(({ done }) => done)
    const worldAt = (index: number): World | undefined => this.told[index]?.world
    return writeStory(story, this.#sandbox.world, { ...options, worldAt })
  }

  #see(seen: Observation): void {
    if (seen.is === 'done') this.told.push({ done: seen.done, world: this.#world, state: 'new' })
    if (seen.is === 'done' || seen.is === 'world') this.#world = seen.world
    if (seen.is === 'call') {
      const { id, self_id, action, params } = seen
      this.calls.push({ id, self_id, action, params: asRecord(params), isExpected: false })
    }
    if (seen.is === 'answer') {
      const call = this.calls.findLast(({ id }) => id === seen.id)
      if (call) call.answer = seen.answer
    }
  }
}

/** Whether a deed sent a message: forwarding and AI voices do, too. */
const saysSomething = ({ result }: Done): boolean =>
  typeof result === 'object' && result !== null && 'message_seq' in result

/** The message of a deed that sent one. */
export const sentMessageOf = ({ result }: Done): Message => result as Message

const asRecord = (params: unknown): Readonly<Record<string, unknown>> =>
  typeof params === 'object' && params !== null ? (params as Readonly<Record<string, unknown>>) : {}

const marked = (text: string): string => {
  const [first, ...rest] = text.split('\n')
  return [`${first}   # not expected`, ...rest].join('\n')
}
