import { Downstream, type Link, type Role } from '@rookery/transport'
import type { LinkKind } from '../faults/fault-rule.js'
import { faultyCalls } from '../faults/faulty-calls.js'
import { HoldableLink } from '../faults/holdable-link.js'
import type { Reporting } from './event-tap.js'
import { type LinkContext, lineOf } from './link-context.js'

export interface FaceSettings {
  /** The name of the link that the connection belongs to. */
  readonly name: string
  readonly kind: LinkKind
  readonly reporting: Reporting
  readonly role: Role
}

/** Connects a link to the account: its events go out, calls to it come in. */
export function openFace(
  context: LinkContext,
  connection: Link,
  { name, kind, reporting, role }: FaceSettings,
): Downstream {
  const { alarms, calls, faults, outlet } = context
  const line = lineOf(context, name, kind)
  const link = new HoldableLink(connection)
  const breakOff = (): void => link.breakOff()
  const handler = faultyCalls(calls.by(name), { line, faults, alarms, breakOff })
  // Nothing is ever resent here, so no confirmation is needed.
  const face = new Downstream(link, handler, { role, confirmBy: 'drain' })
  void link.closed.then(faults.watch(line, link))
  if (role !== 'API') outlet.open(face, reporting, { line, faults, alarms, breakOff })
  return face
}
