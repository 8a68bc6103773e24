import { messageIdOf } from '../deeds/done-chat.js'
import type { Explained } from '../explained.js'
import type { TestTarget } from '../make-test/choose-span.js'
import { Happenings } from '../make-test/happenings.js'
import { makeTest } from '../make-test/make-test.js'
import { NoTest } from '../make-test/no-test.js'
import type { Observation } from '../observation.js'
import type { Sandbox } from '../sandbox.js'
import type { Step } from '../step.js'
import { formatTranscript, type TranscriptLanguage } from '../transcript/index.js'
import type { World } from '../world/world.js'
import { type NamedDeed, PageStory } from './story.js'
import type { PageFrame, PageNote, WireEntry } from './wire.js'
import { WireLog } from './wire-log.js'
import { worldPatch, worldSnapshot } from './world-patch.js'

/** Time in which changes are gathered, so that a storm of calls becomes a few frames a second. */
const GATHER_MS = 30
/** Most wire entries in one frame: nobody reads more at once. */
const MOST_WIRE_ENTRIES = 300
/** Explanations that a newly opened page receives. */
const MOST_EXPLAINED = 500

type Snapshot = Pick<Extract<PageFrame, { is: 'snapshot' }>, 'world' | 'notes' | 'wire' | 'explained'>

/** Sends every open page what changes. */
export class PageFeed {
  readonly #sandbox: Sandbox
  readonly #send: (frame: PageFrame | 'snapshot') => void
  readonly #story: PageStory
  readonly #happenings: Happenings
  readonly #log = new WireLog()
  readonly #stop: () => void
  #shown: World
  #latest: World
  #notes: PageNote[] = []
  #wire: WireEntry[] = []
  #leftOut = 0
  #explained: Explained[] = []
  #explainedBefore: readonly Explained[] = []
  #touched = new Set<number>()
  /** The deeds of the current step, whose events follow. */
  #doneNow: readonly NamedDeed[] = []
  #timer: NodeJS.Timeout | undefined

  /** `send` reaches every page; 'snapshot' stands for the result of `snapshot()` at that time. */
  constructor(sandbox: Sandbox, send: (frame: PageFrame | 'snapshot') => void) {
    this.#sandbox = sandbox
    this.#send = send
    this.#story = new PageStory(sandbox.world)
    this.#happenings = new Happenings(sandbox.world)
    this.#shown = sandbox.world
    this.#latest = sandbox.world
    this.#stop = sandbox.observe((observation) => this.#take(observation))
  }

  /** The state that a newly opened page needs. Gathered changes are sent first. */
  snapshot(): Snapshot {
    this.flush()
    return {
      world: worldSnapshot(this.#sandbox.world),
      notes: this.#story.notes,
      wire: this.#log.entries,
      explained: this.#explainedBefore,
    }
  }

  /** A chat from one message on, as a transcript. */
  transcript(chat: string, seq: number, language: TranscriptLanguage): string {
    return this.#written(this.#story.since(chat, seq), language)
  }

  /** The deeds of one wire entry, as a transcript. */
  wireTranscript(id: number, language: TranscriptLanguage): string {
    return this.#written(this.#log.doneWith(id), language)
  }

  /** A test of what led to one wire entry. @throws NoTest */
  wireTest(id: number, language: TranscriptLanguage): string {
    const [told] = this.#log.doneWith(id)
    const call_id = this.#log.callOf(id)
    if (call_id !== undefined) return this.test({ is: 'call', id: call_id }, language)
    if (!told) throw new NoTest('nothing_before')
    return this.test({ is: 'done', done: told.done }, language)
  }

  /** @throws NoTest */
  test(target: TestTarget, language: TranscriptLanguage): string {
    return makeTest(this.#happenings.all, this.#sandbox.world, { target, language })
  }

  /** Sends the gathered changes at once. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const after = this.#sandbox.world
    const [notes, wire, left_out, explained] = [this.#notes, this.#wire, this.#leftOut, this.#explained]
    const isNothing = after === this.#shown && notes.length + wire.length + left_out + explained.length === 0
    if (isNothing) return
    const world = worldPatch(this.#shown, after, this.#touched)
    this.#forget()
    this.#explainedBefore = [...this.#explainedBefore, ...explained].slice(-MOST_EXPLAINED)
    this.#send({ is: 'change', world, notes, wire, left_out, explained })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#stop()
  }

  /** A transcript in which everybody has the name of that time. */
  #written(told: readonly NamedDeed[], language: TranscriptLanguage): string {
    const { world } = this.#sandbox
    const worldAt = (index: number): World => ({ ...world, ...told[index]?.names })
    return formatTranscript(
      told.map(({ done }) => done),
      world,
      { language, worldAt },
    )
  }

  #take(observation: Observation): void {
    this.#happenings.take(observation)
    // A new person or group does not start over: the chats are still the same.
    if (observation.is === 'world' && observation.world.chats !== this.#latest.chats)
      return this.#beginAgain()
    if (observation.is === 'world') this.#story.renamed(observation.world)
    if (observation.is === 'step') this.#takeStep(observation.taken)
    else if (observation.is === 'done') this.#takeDone(observation)
    else if (observation.is === 'explained') this.#explained.push(observation)
    else if (observation.is === 'event' || observation.is === 'call' || observation.is === 'answer') {
      const entry = this.#log.add(observation, observation.is === 'call' ? [] : this.#doneNow)
      if (this.#wire.length < MOST_WIRE_ENTRIES) this.#wire.push(entry)
      else this.#leftOut += 1
    }
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  #takeStep({ world, done }: Step): void {
    this.#latest = world
    const { names } = this.#story
    this.#doneNow = done.map((each) => ({ done: each, names }))
  }

  #takeDone({ done, world }: Extract<Observation, { is: 'done' }>): void {
    const message_id = messageIdOf(done)
    if (message_id !== undefined) this.#touched.add(message_id)
    const note = this.#story.add(done, world)
    if (note) this.#notes.push(note)
  }

  #beginAgain(): void {
    this.#story.clear()
    this.#happenings.clear()
    this.#explainedBefore = []
    this.#story.renamed(this.#sandbox.world)
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#forget()
    this.#send('snapshot')
  }

  #forget(): void {
    this.#shown = this.#sandbox.world
    this.#latest = this.#shown
    this.#notes = []
    this.#wire = []
    this.#leftOut = 0
    this.#explained = []
    this.#touched = new Set()
  }
}
