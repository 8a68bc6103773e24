import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from '@rookery/transport'
import type { Alarms } from '../faults/alarms.js'
import type { FaultTarget, LinkKind } from '../faults/fault-rule.js'
import type { Faults } from '../faults/faults.js'
import type { SandboxMedia } from '../media/sandbox-media.js'
import type { LinkSpec } from '../world/link-spec.js'
import type { AccountCalls } from './account-calls.js'
import type { Reporting } from './event-tap.js'
import type { Outlet } from './outlet.js'

/** Shared parts that every link of an account is built with. */
export interface LinkContext {
  readonly self_id: number
  readonly outlet: Outlet
  readonly calls: AccountCalls
  readonly faults: Faults
  readonly alarms: Alarms
  readonly media: SandboxMedia
  /** Answers a request for a file of a message; false for any other request. */
  readonly serveMedia: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** An open link. */
export interface OpenLink {
  readonly name: string
  readonly kind: LinkKind
  /** Address at which bots reach it, or that it dials or posts to. */
  readonly url: string
  close(code: number, reason: string): Promise<void>
}

export const lineOf = ({ self_id }: LinkContext, link: string, kind: LinkKind): FaultTarget => ({
  self_id,
  link,
  kind,
})

export const reportingOf = ({
  message_format = 'array',
  report_self_message = false,
}: Partial<Reporting>): Reporting => ({ message_format, report_self_message })

/** Whether machines other than this one can be at its other end. */
export const leadsOutside = (spec: LinkSpec): boolean =>
  !isLoopback('url' in spec ? new URL(spec.url).hostname.replace(/^\[|\]$/g, '') : (spec.host ?? '127.0.0.1'))

/** A link with the name that fault rules use for it. */
export interface NamedLink<S extends LinkSpec = LinkSpec> {
  readonly name: string
  readonly spec: S
}

/** Names the links: by their kind where there is one of it, else `ws-1`, `ws-2` and so on. */
export function namedLinks(specs: readonly LinkSpec[]): readonly NamedLink[] {
  return specs.map((spec, index) => {
    const isSame = ({ type }: LinkSpec): boolean => type === spec.type
    const number = specs.slice(0, index + 1).filter(isSame).length
    return { name: specs.filter(isSame).length === 1 ? spec.type : `${spec.type}-${number}`, spec }
  })
}
