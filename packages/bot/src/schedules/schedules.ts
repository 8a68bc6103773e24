import { checkHandler, checkOptions } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import { Job, type JobHost } from './job.js'
import { jobOptions } from './job-kinds.js'
import type { JobHandler, JobOptions } from './job-options.js'
import type { Scheduled } from './schedule.js'
import type { When } from './when.js'

/** All jobs of a bot. */
export class Schedules<B> {
  readonly #jobs = new Set<Job<B>>()
  #count = 0
  #state: 'open' | 'closed' = 'open'

  /** Jobs that will run again. */
  get all(): readonly { readonly name: string; readonly next: Date | undefined }[] {
    return [...this.#jobs].map(({ name, next }) => ({ name, next }))
  }

  /** Adds a job. @throws BotUsageError for a time or a name that cannot be */
  add(when: When, options: JobOptions, handler: JobHandler<B>, host: JobHost<B>): Scheduled {
    checkOptions('schedule', options, jobOptions)
    checkHandler('schedule', handler)
    this.#count += 1
    const { name = handler.name || `job ${this.#count}` } = options
    if (options.name !== undefined && this.#has(options.name)) {
      throw new BotUsageError('bad_schedule', `there is a job "${options.name}" already`)
    }
    const job = new Job({ name, when, options, handler }, host)
    this.#jobs.add(job)
    if (this.#state === 'open') job.start()
    void job.catchUp()
    const cancel = (): void => {
      job.cancel()
      this.#jobs.delete(job)
    }
    void job.over.then(cancel)
    return {
      get next() {
        return job.next
      },
      over: job.over,
      cancel,
      [Symbol.dispose]: cancel,
    }
  }

  /** Restarts every wait, because the bot's clock was replaced. */
  restart(): void {
    for (const job of this.#jobs) job.start()
  }

  close(): void {
    this.#state = 'closed'
    for (const job of this.#jobs) job.cancel()
    this.#jobs.clear()
  }

  #has(name: string): boolean {
    return [...this.#jobs].some((job) => job.name === name)
  }
}
