import {
  type Call,
  failedReply,
  forwardParams,
  joinParts,
  makeCall,
  okReply,
  parseExact,
  type QuickCall,
  quickOperationCalls,
  type Reply,
  readCall,
  readEvent,
  replyBody,
} from '@rookery/protocol'
import type { CallObserver, CallSettings, UpstreamEndpoint } from '@rookery/transport'

export const QUICK_OPERATION = '.handle_quick_operation'

/** Events that allow no quick operation. Some are the hub's own; many receivers answer every event with JSON. */
const UNANSWERABLE: ReadonlySet<string> = new Set(['meta_event', 'notice', 'distributed'])

/** A quick operation as a call, from the exact bytes of event and operation; undefined if it can have no effect. */
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

/** Implementations known to lack the action. */
const lacking = new WeakSet<UpstreamEndpoint>()

/**
 * Executes a quick operation: by the hidden action if the implementation has it, otherwise by the equivalent calls,
 * one after the other. `onlyCalls`: the calls were judged in its place, so that nothing else of it may be executed.
 */
export async function executeQuickOperation(
  upstream: UpstreamEndpoint,
  call: Call,
  { onlyCalls, ...settings }: CallSettings & { readonly onlyCalls: boolean },
): Promise<Reply> {
  if (!onlyCalls && !lacking.has(upstream)) {
    const observer = settings.observer && unlessLacking(settings.observer)
    const reply = await upstream.call(call, { ...settings, observer })
    if (!isLacking(reply)) return reply
    lacking.add(upstream)
  }
  const calls = callsOf(call)
  if (!calls) return failedReply(1400, 'the quick operation cannot be read')
  for (const each of calls) {
    const reply = await upstream.call(each, settings)
    if (replyBody(reply).status === 'failed') return reply
  }
  return okReply()
}

function isLacking(reply: Reply): boolean {
  const { retcode } = replyBody(reply)
  return retcode === 1404 || retcode === 404
}

/** Hears nothing of the answer that there is no such action: the calls in its place show how the operation ends. */
const unlessLacking = (observer: CallObserver): CallObserver => ({
  answered(reply) {
    if (!isLacking(reply)) observer.answered(reply)
  },
  unanswered: (isLate) => observer.unanswered(isLate),
})

/** The equivalent calls; undefined for invalid JSON, or for JSON nested too deeply to be written again. */
export function callsOf(call: Call): readonly Call[] | undefined {
  try {
    return quickCalls(call)?.map((each) => makeCall(each.action, each.params))
  } catch {
    return undefined
  }
}

/** The equivalent calls by name and params; undefined for invalid JSON. */
export function quickCalls(call: Call): readonly QuickCall[] | undefined {
  try {
    const params = Buffer.from(joinParts(forwardParams(call))).toString()
    const { context, operation } = parseExact(params) as { context?: unknown; operation?: unknown }
    return quickOperationCalls(isObject(context) ? context : {}, operation)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
