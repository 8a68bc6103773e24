import type { UpstreamState } from './hub-state.js'
import type { Problem } from './problem.js'
import type { StateContext } from './state-context.js'

/** An implementation that dials the hub may take so long to come. */
const COMES_WITHIN_MS = 30_000

/** Problems of implementations that cannot be reached, do not come, or whose processes do not run. */
export const upstreamProblems = (upstreams: readonly UpstreamState[], context: StateContext): Problem[] =>
  upstreams.flatMap((each) => [...reachOf(each, context), ...processOf(each, context)])

function reachOf(
  { name, address, state, failure = '', since }: UpstreamState,
  { at }: StateContext,
): Problem[] {
  const shared = { subject: name, since }
  if (state === 'failed')
    return [
      {
        ...shared,
        kind: 'upstream_unreachable',
        severity: 'error',
        text: `upstream ${name} at ${address} cannot be reached: ${failure}`,
        advice: 'Start the implementation, or correct url and token of its entry.',
        fields: { upstream: name, address, reason: failure },
      },
    ]
  if (state !== 'waiting' || at - since < COMES_WITHIN_MS) return []
  return [
    {
      ...shared,
      kind: 'upstream_waiting',
      severity: 'warning',
      text: `no implementation is connected to ${address}, the path of upstream ${name}`,
      advice: `Let the implementation dial this hub's address with the path ${address}, and the token of its entry.`,
      fields: { upstream: name, address },
    },
  ]
}

/** A process that the hub starts, and that does not run. */
function processOf({ name, process }: UpstreamState, { parts, startedAt }: StateContext): Problem[] {
  if (!process || process.state === 'running' || process.state === 'ending') return []
  const failure = parts.registries.processes.conditionOf(name)?.failure
  const why = failure?.why ?? 'it has ended'
  return [
    {
      kind: 'process_down',
      severity: 'error',
      subject: name,
      since: failure?.since ?? startedAt,
      text: `the process of upstream ${name} does not run: ${why}`,
      advice: 'Look at its output, and at command and cwd of its entry.',
      fields: { upstream: name, state: process.state, reason: why },
    },
  ]
}
