import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from '@rookery/transport'
import type { Alarms } from '../faults/alarms.js'
import type { Line, LinkKind } from '../faults/fault-rule.js'
import type { Faults } from '../faults/faults.js'
import type { SandboxMedia } from '../media/sandbox-media.js'
import type { LinkSpec } from '../world/link-spec.js'
import type { AccountCalls } from './account-calls.js'
import type { Reporting } from './event-tap.js'
import type { Outlet } from './outlet.js'

/** What every link of an account is made with. */
export interface LinkContext {
  readonly self_id: number
  readonly outlet: Outlet
  readonly calls: AccountCalls
  readonly faults: Faults
  readonly alarms: Alarms
  readonly media: SandboxMedia
  /** Answers a request for a file that was sent; false for any other request. */
  readonly serveMedia: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** A link that is open. */
export interface OpenLink {
  readonly name: string
  readonly kind: LinkKind
  /** Where bots reach it, or where it reaches them. */
  readonly url: string
  close(code: number, reason: string): Promise<void>
}

export const lineOf = ({ self_id }: LinkContext, link: string, kind: LinkKind): Line => ({
  self_id,
  link,
  kind,
})

export const reportingOf = ({
  message_format = 'array',
  report_self_message = false,
}: Partial<Reporting>): Reporting => ({ message_format, report_self_message })

/** Whether others than this machine can be at its other end. */
export const leadsOutside = (spec: LinkSpec): boolean =>
  !isLoopback('url' in spec ? new URL(spec.url).hostname.replace(/^\[|\]$/g, '') : (spec.host ?? '127.0.0.1'))

/** A link of a specification, under the name that rules of faults know it by. */
export interface Named<S extends LinkSpec = LinkSpec> {
  readonly name: string
  readonly spec: S
}

/** One that is alone of its kind is called like the kind; several are `ws-1`, `ws-2` and so on. */
export function named(specs: readonly LinkSpec[]): readonly Named[] {
  return specs.map((spec, index) => {
    const isSame = ({ type }: LinkSpec): boolean => type === spec.type
    const number = specs.slice(0, index + 1).filter(isSame).length
    return { name: specs.filter(isSame).length === 1 ? spec.type : `${spec.type}-${number}`, spec }
  })
}
