import {
  type Call,
  failedReply,
  forwardParams,
  joinParts,
  makeCall,
  okReply,
  parseExact,
  quickOperationCalls,
  type Reply,
  readCall,
  readEvent,
  replyBody,
} from '@rookery/protocol'
import type { UpstreamFace } from '@rookery/transport'

export const QUICK_OPERATION = '.handle_quick_operation'

/** Nothing can be done about these, and some of them are the hub's own; but many receivers answer everything with JSON. */
const UNANSWERABLE: ReadonlySet<string> = new Set(['meta_event', 'notice', 'distributed'])

/** An answer to an event, given as the exact bytes of both, as a call; undefined where it cannot mean anything. */
export function quickOperationCall(event: Uint8Array, operation: Uint8Array): Call | undefined {
  if (UNANSWERABLE.has(readEvent(event)?.postType ?? '')) return undefined
  const text = [
    `{"action":"${QUICK_OPERATION}","params":{"context":`,
    event,
    ',"operation":',
    operation,
    '}}',
  ]
  const reading = readCall(
    Buffer.concat(text.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))),
  )
  return 'call' in reading ? reading.call : undefined
}

/** Implementations that were found not to know the action. */
const lacking = new WeakSet<UpstreamFace>()

/**
 * Executes a quick operation: as the action that is made for it, where the implementation has that, else as the
 * calls that it stands for, one after the other.
 */
export async function executeQuickOperation(
  upstream: UpstreamFace,
  call: Call,
  timeoutMs: number,
): Promise<Reply> {
  if (!lacking.has(upstream)) {
    const reply = await upstream.call(call, { timeoutMs })
    const { retcode } = replyBody(reply)
    if (retcode !== 1404 && retcode !== 404) return reply
    lacking.add(upstream)
  }
  const calls = callsOf(call)
  if (!calls) return failedReply(1400, 'the quick operation cannot be read')
  for (const each of calls) {
    const reply = await upstream.call(each, { timeoutMs })
    if (replyBody(reply).status === 'failed') return reply
  }
  return okReply()
}

/** Undefined for what is no JSON, or is nested so deeply that it cannot be written again. */
function callsOf(call: Call): readonly Call[] | undefined {
  try {
    const params = Buffer.from(joinParts(forwardParams(call))).toString()
    const { context, operation } = parseExact(params) as { context?: unknown; operation?: unknown }
    const calls = quickOperationCalls(isObject(context) ? context : {}, operation)
    return calls.map((each) => makeCall(each.action, each.params))
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
