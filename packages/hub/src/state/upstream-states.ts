import { shownUrl } from '@rookery/transport'
import type { UpstreamOptions } from '../options.js'
import { webuiOf } from './account-states.js'
import type { UpstreamState } from './hub-state.js'
import type { StateContext } from './state-context.js'

/** States of the implementations of the config, and of those that joined in this process. */
export function upstreamStates(context: StateContext): UpstreamState[] {
  const { upstreams } = context.parts.transports
  const configured = context.options.upstreams.map((each) => stateOf(each, context))
  const names = new Set(upstreams.joined().map(({ name }) => name))
  return [...configured, ...[...names].map((name) => joinedState(name, context))]
}

function stateOf(options: UpstreamOptions, context: StateContext): UpstreamState {
  const { name, type } = options
  const condition = context.parts.registries.processes.conditionOf(name)
  return {
    name,
    type,
    address: 'url' in options ? shownUrl(options.url) : options.path,
    ...reachOf(name, context),
    ...webuiOf(name, context),
    ...(condition && {
      process: {
        state: condition.state,
        ...(condition.pid !== undefined && { pid: condition.pid }),
      },
    }),
  }
}

const joinedState = (name: string, context: StateContext): UpstreamState => ({
  name,
  type: 'memory',
  address:
    context.parts.transports.upstreams.joined().find((each) => each.name === name)?.upstream.remote ?? '',
  ...reachOf(name, context),
})

function reachOf(
  name: string,
  { parts, startedAt }: StateContext,
): Pick<UpstreamState, 'state' | 'failure' | 'since' | 'self_ids'> {
  const { reaches } = parts.transports
  const served = parts.registries.accounts
    .all()
    .filter(({ links }) => links.some((link) => link.name === name && link.upstream.isOpen))
  return {
    ...(reaches.of(name) ?? { state: 'waiting', since: startedAt }),
    self_ids: served.map(({ selfId }) => selfId),
  }
}
