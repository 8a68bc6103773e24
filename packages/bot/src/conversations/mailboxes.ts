/** Does something for one message or event, in the mailbox of a key. It settles when the next one may have its turn. */
export type Job = (key: string) => Promise<void> | undefined

/** Looks after mailboxes in which a job holds up others. `T` is what a job is about. */
export interface MailboxWatch<T> {
  /** Rings when others have waited for too long; what it returns takes that back. */
  start(ring: () => void): () => void
  /** The same job is still at work, and these wait behind it: told once for all, then for each that comes. */
  stalled(at: T, waiting: readonly T[], isFirst: boolean): void
}

interface Waiting<T> {
  readonly job: Job
  readonly about: T
}

interface Box<T> {
  readonly waiting: Waiting<T>[]
  /** The task under way. */
  at: T
  isStalled: boolean
  /** Takes back the ringing. */
  stop: (() => void) | undefined
}

/** Order within each conversation, none between them: a job begins when those before it, of the same key, have settled. */
export class Mailboxes<T> {
  readonly #boxes = new Map<string, Box<T>>()
  readonly #watch: MailboxWatch<T>

  constructor(watch: MailboxWatch<T>) {
    this.#watch = watch
  }

  /** Whether something of this key is under way. */
  isBusy(key: string): boolean {
    return this.#boxes.has(key)
  }

  /** Gives the task under way for this key. */
  atWork(key: string): T | undefined {
    return this.#boxes.get(key)?.at
  }

  /** How many conversations have something under way. */
  get size(): number {
    return this.#boxes.size
  }

  /** Runs a job now, or behind what is under way. A job must not reject: whoever makes it deals with errors. */
  post(key: string, job: Job, about: T): void {
    const box = this.#boxes.get(key)
    if (box) return this.#wait(box, { job, about })
    const running = job(key)
    // Most events are nobody's business; they cost no promise.
    if (running) this.#follow(key, { waiting: [], at: about, isStalled: false, stop: undefined }, running)
  }

  /** Takes what waits in one mailbox to the end of another. */
  move(from: string, to: string): void {
    const waiting = this.#boxes.get(from)?.waiting.splice(0) ?? []
    for (const { job, about } of waiting) this.post(to, job, about)
  }

  /** Looks after nothing any more. */
  close(): void {
    for (const box of this.#boxes.values()) box.stop?.()
  }

  #wait(box: Box<T>, waiting: Waiting<T>): void {
    box.waiting.push(waiting)
    if (box.isStalled) this.#watch.stalled(box.at, [waiting.about], false)
    else this.#watchOver(box)
  }

  #watchOver(box: Box<T>): void {
    if (box.waiting.length === 0) return
    box.stop ??= this.#watch.start(() => {
      box.isStalled = box.waiting.length > 0
      box.stop = undefined
      if (box.isStalled)
        this.#watch.stalled(
          box.at,
          box.waiting.map(({ about }) => about),
          true,
        )
    })
  }

  #follow(key: string, box: Box<T>, running: Promise<void>): void {
    this.#boxes.set(key, box)
    running.then(() => {
      box.stop?.()
      box.stop = undefined
      box.isStalled = false
      for (let next = box.waiting.shift(); next; next = box.waiting.shift()) {
        box.at = next.about
        const going = next.job(key)
        if (!going) continue
        this.#watchOver(box)
        return this.#follow(key, box, going)
      }
      this.#boxes.delete(key)
    })
  }
}
