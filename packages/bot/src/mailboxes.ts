/** What is done for one message or event, in the mailbox of a key. It settles when the next one may have its turn. */
export type Job = (key: string) => Promise<void> | undefined

interface Box {
  readonly waiting: Job[]
}

/** Order within each conversation, none between them: a job begins when those before it, of the same key, have settled. */
export class Mailboxes {
  readonly #boxes = new Map<string, Box>()

  /** Whether something of this key is under way. */
  isBusy(key: string): boolean {
    return this.#boxes.has(key)
  }

  /** How many conversations have something under way. */
  get size(): number {
    return this.#boxes.size
  }

  /** Runs a job now, or behind what is under way. A job must not reject: whoever makes it deals with errors. */
  post(key: string, job: Job): void {
    const box = this.#boxes.get(key)
    if (box) return void box.waiting.push(job)
    const running = job(key)
    // Most events are nobody's business; they cost no promise.
    if (running) this.#follow(key, { waiting: [] }, running)
  }

  /** Takes what waits in one mailbox to the end of another. */
  move(from: string, to: string): void {
    const waiting = this.#boxes.get(from)?.waiting.splice(0) ?? []
    for (const job of waiting) this.post(to, job)
  }

  #follow(key: string, box: Box, running: Promise<void>): void {
    this.#boxes.set(key, box)
    running.then(() => {
      for (let next = box.waiting.shift(); next; next = box.waiting.shift()) {
        const going = next(key)
        if (going) return this.#follow(key, box, going)
      }
      this.#boxes.delete(key)
    })
  }
}
