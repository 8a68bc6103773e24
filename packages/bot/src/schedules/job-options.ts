import type { IdInput } from '@rookery/protocol'
import type { Answer, Sent } from '../message/answer.js'
import type { Outgoing } from '../message/outgoing.js'

/** Where a job speaks: in a group, or to a user; through one account where there are several. */
export type JobPlace = ({ readonly group_id: IdInput } | { readonly user_id: IdInput }) & {
  readonly self_id?: IdInput
}

/** How a job is done. */
export interface JobOptions {
  /** What errors and `bot.schedules` call it. With `missed: 'once'` it must be said, and be another for each job. */
  readonly name?: string
  /** Where `send`, and what the job returns, go. */
  readonly to?: JobPlace
  /** The time zone of a cron pattern, such as `Asia/Shanghai`; by default the machine's. */
  readonly timezone?: string
  /** Milliseconds to wait for an account to be online; by default until the next run. */
  readonly waitMs?: number
  /**
   * What becomes of a run that was due while the process was down: `skip`, nothing; `once`, it is made up for at the start,
   * once however many there were. Then the bot's storage keeps when it last ran. Default `skip`.
   */
  readonly missed?: 'skip' | 'once'
}

/** What a job gets. */
export interface JobSession<B> {
  readonly name: string
  /** The bot, calling through the account of `to` where that says one. */
  readonly bot: B
  /** When it should have run. */
  readonly dueAt: Date
  /** Whether it is made up for. */
  readonly isMissed: boolean
  /** Says something at `to`. A string is text. @throws CallError, BotUsageError without `to` */
  readonly send: (message: Outgoing) => Promise<Sent>
}

/** What is done at a time; what it returns is sent to `to`. */
export type JobHandler<B> = (session: JobSession<B>) => Answer | Promise<Answer>
