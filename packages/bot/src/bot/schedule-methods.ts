import type { Account } from '../accounts/account.js'
import { sentOf } from '../message/answer.js'
import { type Outgoing, sendParams } from '../message/outgoing.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import { SCHEDULES_STORE } from '../plugins/plugin-definition.js'
import type { JobHost } from '../schedules/job.js'
import type { JobHandler, JobOptions, JobPlace } from '../schedules/job-options.js'
import type { When } from '../schedules/when.js'
import type { Bot, BotMethods } from './bot.js'
import type { BotCore } from './core.js'

type ScheduleMethods = Pick<BotMethods, 'schedule'>

/** Schedule methods of a bot; `account` is the one that jobs call through. */
export function scheduleMethods(
  core: BotCore,
  account: Account | undefined,
  plugin: OwningPlugin | undefined,
): ScheduleMethods {
  return {
    schedule(when: When, ...given: readonly unknown[]) {
      const [options, handler] = (given.length > 1 ? given : [{}, given[0]]) as [JobOptions, JobHandler<Bot>]
      // A job scheduled in a handler uses the account whose event it was.
      const chosen = account ?? core.handling.getStore()?.account
      return core.schedules.add(when, options, handler, hostOf(core, chosen, plugin))
    },
  }
}

function hostOf(core: BotCore, account: Account | undefined, plugin: OwningPlugin | undefined): JobHost<Bot> {
  const { clock, accounts, readiness, caller, storage, errors } = core
  return {
    clock,
    isOff: (to = {}) => plugin?.isSwitchedOff(to) ?? false,
    store: () => storage.open(SCHEDULES_STORE),
    ready: (self_id = account?.self_id, timeoutMs) =>
      readiness.wait(self_id, timeoutMs === undefined ? {} : { timeoutMs }),
    botOf: (self_id = account?.self_id) =>
      core.views.of(self_id === undefined ? undefined : accounts.getOrCreate(self_id), plugin),
    send: async (to: JobPlace, message: Outgoing) =>
      sentOf(await caller.call('send_msg', [sendParams(to, message)], account)),
    failed: (error) => errors.tell(error, undefined),
  }
}
