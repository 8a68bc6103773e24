import { parseExact } from '@rookery/protocol'
import { Poster, shownUrl } from '@rookery/transport'
import type { HttpPostLinkSpec } from '../world/link-spec.js'
import { type LinkContext, lineOf, type NamedLink, type OpenLink, reportingOf } from './link-context.js'
import { linkError } from './link-error.js'

/** Posts events to a bot, and executes the answers as quick operations. @throws LinkError `bad_url` */
export function openPost(context: LinkContext, { name, spec }: NamedLink<HttpPostLinkSpec>): OpenLink {
  const { alarms, calls, faults, outlet, self_id } = context
  const line = lineOf(context, name, 'http-post')
  const poster = makePoster(self_id, { name, spec }, (event, operation) =>
    calls.quickOperation(event, operation, name),
  )
  const tap = outlet.open(poster, reportingOf(spec), { line, faults, alarms, breakOff() {} })
  const unwatch = faults.watch(line, tap)
  return {
    name,
    kind: 'http-post',
    url: shownUrl(spec.url),
    async close(code, reason) {
      unwatch()
      await poster.close(code, reason)
    },
  }
}

function makePoster(
  self_id: number,
  { name, spec: { url, secret, token, timeout_ms } }: NamedLink<HttpPostLinkSpec>,
  execute: (event: unknown, operation: unknown) => void,
): Poster {
  const quickOperation = (event: Uint8Array, operation: Uint8Array): void => {
    const told = parsed(event) as { readonly post_type?: unknown }
    // Many receivers answer every event with JSON; only these two types can be answered.
    if (told.post_type === 'message' || told.post_type === 'request') execute(told, parsed(operation))
  }
  try {
    const settings = { url, secret, token, ...(timeout_ms !== undefined && { timeoutMs: timeout_ms }) }
    return new Poster(settings, { quickOperation })
  } catch (cause) {
    throw linkError(self_id, name, cause)
  }
}

const parsed = (bytes: Uint8Array): unknown => parseExact(Buffer.from(bytes).toString())
