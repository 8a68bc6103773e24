import { failedReply, type Reply } from '@rookery/protocol'
import type { CallHandler } from '@rookery/transport'
import type { Alarms } from './alarms.js'
import type { CallFault, FaultTarget } from './fault-rule.js'
import type { Faults } from './faults.js'

/** QQ's error for too many messages, in the words of implementations. */
const RATE_LIMITED = 'sendMsg failed: result 299, messages are sent too often'

export interface FaultyCallsContext {
  readonly line: FaultTarget
  readonly faults: Faults
  readonly alarms: Alarms
  /** Breaks the connection that the call arrived on. */
  breakOff(): void
}

/** Executes calls, unless a rule gives them a fault. */
export function faultyCalls(handler: CallHandler, context: FaultyCallsContext): CallHandler {
  const { faults, line } = context
  return {
    call(call, sendPart) {
      const fault = faults.ofCall(line, call.action)
      if (!fault) return handler.call(call, sendPart)
      return suffer(fault, context, () => handler.call(call, sendPart), sendPart)
    },
  }
}

async function suffer(
  fault: CallFault,
  { line, alarms, breakOff }: FaultyCallsContext,
  execute: () => Promise<Reply>,
  sendPart: (part: Reply) => void,
): Promise<Reply> {
  switch (fault.is) {
    case 'delay':
      await alarms.wait(fault.delayMs)
      return execute()
    case 'drop':
      return never()
    case 'duplicate': {
      const reply = await execute()
      sendPart(reply)
      return reply
    }
    case 'disconnect':
      if (fault.when === 'after') await execute()
      breakOff()
      return never()
    case 'rate_limit':
      return failedReply(1200, RATE_LIMITED)
    case 'offline':
      return failedReply(1503, `account ${line.self_id} is offline`, { outcome: 'unsent' })
    case 'late': {
      const reply = await execute()
      await alarms.wait(fault.answerAfterMs)
      return reply
    }
    case 'fail':
      return failedReply(fault.retcode, fault.reason)
  }
}

const never = (): Promise<never> => new Promise(() => {})
