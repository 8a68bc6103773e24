import { type Downstream, dial, shownUrl } from '@rookery/transport'
import type { WsReverseLinkSpec } from '../world/link-spec.js'
import { openFace } from './face.js'
import { type LinkContext, type NamedLink, type OpenLink, reportingOf } from './link-context.js'
import { linkError } from './link-error.js'

const RECONNECT_MS = 3_000

/** Dials a bot, and again whenever the connection is lost or fails. @throws LinkError `bad_url` */
export function openReverse(context: LinkContext, { name, spec }: NamedLink<WsReverseLinkSpec>): OpenLink {
  const { url, token, reconnect_interval_ms = RECONNECT_MS, role = 'Universal' } = spec
  const headers = { 'X-Self-ID': String(context.self_id), 'X-Client-Role': role }
  const backoff = { firstMs: reconnect_interval_ms, maxMs: reconnect_interval_ms }
  const open = (link: Parameters<typeof openFace>[1]): Downstream =>
    openFace(context, link, { name, kind: 'ws-reverse', reporting: reportingOf(spec), role })
  try {
    const dialling = dial({ url, token, headers, backoff }, { open, lost() {} })
    return {
      name,
      kind: 'ws-reverse',
      url: shownUrl(url),
      close: (code, reason) => dialling.close(code, reason),
    }
  } catch (cause) {
    throw linkError(context.self_id, name, cause)
  }
}
