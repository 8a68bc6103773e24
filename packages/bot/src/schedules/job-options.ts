import type { IdInput } from '@rookery/protocol'
import type { Answer, Sent } from '../message/answer.js'
import type { Outgoing } from '../message/outgoing.js'

/** Destination of a job's messages: a group or a user; `self_id` chooses among several accounts. */
export type JobPlace = ({ readonly group_id: IdInput } | { readonly user_id: IdInput }) & {
  readonly self_id?: IdInput
}

/** Options of a job. */
export interface JobOptions {
  /** Name in errors and `bot.schedules`. With `missed: 'once'` it is required, and must be unique. */
  readonly name?: string
  /** Destination of `send` and of the answer that the job returns. */
  readonly to?: JobPlace
  /** The time zone of a cron pattern, such as `Asia/Shanghai`; by default the machine's. */
  readonly timezone?: string
  /** Milliseconds to wait for an account to be online; by default until the next run. */
  readonly waitMs?: number
  /**
   * Handling of runs missed while the process was down: `skip` drops them; `once` makes up for them at the start with a
   * single run, for which the bot's storage keeps the time of the last run. Default `skip`.
   */
  readonly missed?: 'skip' | 'once'
}

/** Session of a job. */
export interface JobSession<B> {
  readonly name: string
  /** The bot, calling through the account of `to` if that names one. */
  readonly bot: B
  /** Time at which it was due. */
  readonly dueAt: Date
  /** Whether this run makes up for a missed one. */
  readonly isMissed: boolean
  /** Sends a message to `to`. A string is text. @throws CallError, BotUsageError without `to` */
  readonly send: (message: Outgoing) => Promise<Sent>
}

/** Handler of a job; the answer that it returns is sent to `to`. */
export type JobHandler<B> = (session: JobSession<B>) => Answer | Promise<Answer>
