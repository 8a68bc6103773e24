import {
  type Begun,
  type CallLedger,
  ENTRY_BYTES,
  type Intent,
  type LedgerLimits,
} from '@rookery/hub/history'
import type { BeginOutcome } from './call-queue.js'
import type { CallSaver } from './call-saver.js'

/** A call whose intent is stored and whose end is not. */
interface UnderWay {
  readonly is: 'under way'
  readonly digest: string
  readonly waiting: ((reply: Uint8Array) => void)[]
  /** True once its end is being stored. */
  isEnding: boolean
}

/** Calls that this process knows better than the file. */
type Active =
  /** It is being looked up and stored; what comes of it is not known. */
  | { readonly is: 'beginning'; readonly done: Promise<unknown> }
  | UnderWay
  /** Its reply is not stored yet; undefined if it is too large to be. */
  | { readonly is: 'unsaved'; readonly digest: string; readonly reply: Uint8Array | undefined }

/** Bytes of replies that wait in memory for the disk; of further ones only the fact is kept. */
const UNSAVED_BYTES = 64 * 1024 * 1024

/** The calls with idempotency keys of a store on disk. The file knows them all; memory has those that are not over. */
export class DiskLedger implements CallLedger {
  readonly #saver: CallSaver
  readonly #limits: LedgerLimits
  readonly #active = new Map<string, Active>()
  #unsavedBytes = 0

  constructor(saver: CallSaver, limits: LedgerLimits) {
    this.#saver = saver
    this.#limits = limits
  }

  async begin(intent: Intent): Promise<Begun> {
    if (isTooLong(intent)) return { is: 'full', why: TOO_LONG }
    const id = idOf(intent)
    for (;;) {
      const active = this.#active.get(id)
      if (!active) return this.#beginFirst(id, intent)
      if (active.is !== 'beginning')
        return active.digest === intent.digest ? begunOf(active) : { is: 'conflict' }
      await active.done
    }
  }

  async settle(intent: Intent, reply: Uint8Array): Promise<void> {
    const active = this.#underWay(intent)
    if (!active) return
    // Copied: the reply may be a slice of a large chunk.
    const kept = this.#mayKeep(reply) ? Uint8Array.from(reply) : undefined
    const bytes = kept?.length ?? 0
    this.#unsavedBytes += bytes
    const change = { does: 'settle', intent, bytes: bytesOf(intent), ...(kept && { reply: kept }) } as const
    await this.#end(active, change, { is: 'unsaved', digest: active.digest, reply: kept }, () => {
      this.#unsavedBytes -= bytes
    })
    give(active, reply)
  }

  async forget(intent: Intent, reply: Uint8Array): Promise<void> {
    const active = this.#underWay(intent)
    if (!active) return
    await this.#end(active, { does: 'forget', intent }, undefined, () => {})
    give(active, reply)
  }

  close(): Promise<void> {
    return this.#saver.close()
  }

  async #beginFirst(id: string, intent: Intent): Promise<Begun> {
    const beginning = this.#saver.begin(intent, bytesOf(intent))
    const store = async (): Promise<BeginOutcome> => {
      try {
        const outcome = await beginning
        if (outcome.is !== 'fresh') this.#active.delete(id)
        else this.#active.set(id, { is: 'under way', digest: intent.digest, waiting: [], isEnding: false })
        return outcome
      } catch (error) {
        this.#active.delete(id)
        throw error
      }
    }
    const stored = store()
    this.#active.set(id, { is: 'beginning', done: stored.catch(() => {}) })
    return this.#told(await stored)
  }

  #told(outcome: BeginOutcome): Begun {
    switch (outcome.is) {
      case 'full':
        return { is: 'full', why: fullReason(this.#limits) }
      case 'unstored':
        return { is: 'unstored', why: `${outcome.fault.message} (${outcome.fault.code})` }
      case 'saved':
        return { is: 'unknown' }
      default:
        return outcome
    }
  }

  /** The call, if it is under way and nobody has ended it. */
  #underWay(intent: Intent): UnderWay | undefined {
    const active = this.#active.get(idOf(intent))
    return active?.is === 'under way' && !active.isEnding ? active : undefined
  }

  #mayKeep({ length }: Uint8Array): boolean {
    return length <= this.#limits.replyBytes && this.#unsavedBytes + length <= UNSAVED_BYTES
  }

  /** Ends a call. What is known of it stays here until it is saved: `unsaved`, or nothing if it is forgotten. */
  async #end(
    active: UnderWay,
    change: Parameters<CallSaver['end']>[0],
    unsaved: Active | undefined,
    saved: () => void,
  ): Promise<void> {
    const id = idOf(change.intent)
    active.isEnding = true
    let isSaved = false
    await this.#saver.end(change, () => {
      isSaved = true
      saved()
      if (unsaved && this.#active.get(id) === unsaved) this.#active.delete(id)
    })
    if (isSaved || !unsaved) this.#active.delete(id)
    else this.#active.set(id, unsaved)
  }
}

/** Longest text that is stored of a call; those of the hub are far shorter. */
const LONGEST_TEXT = 1_024
const TOO_LONG = `client, account, key and digest may have ${LONGEST_TEXT} characters each`

const isTooLong = ({ scope, account, key, digest }: Intent): boolean =>
  [scope, account, key, digest].some(({ length }) => length > LONGEST_TEXT)

const idOf = ({ scope, account, key }: Intent): string => JSON.stringify([scope, account, key])

const bytesOf = ({ key }: Intent): number => key.length * 2 + ENTRY_BYTES

function begunOf(active: Exclude<Active, { is: 'beginning' }>): Begun {
  if (active.is === 'under way')
    return { is: 'waits', reply: new Promise((resolve) => active.waiting.push(resolve)) }
  return active.reply ? { is: 'replied', reply: active.reply } : { is: 'unknown' }
}

function give({ waiting }: UnderWay, reply: Uint8Array): void {
  for (const each of waiting) each(reply)
}

const fullReason = ({ keys, bytes }: LedgerLimits): string =>
  `calls with idempotency keys are under way: of one client at most ${keys}, or ${bytes} bytes`
