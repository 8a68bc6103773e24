import { readFilter } from '@rookery/hub'
import { type AddIssue, child, textOf, type ValueNode } from '@rookery/schema'
import { exactValue } from './exact-value.js'

const ALLOWED = 'events: with a prefix of raw_message, such as { raw_message: { prefix: "/" } }'

/** Checks that there is a prefix to be cut. A filter in a file may have one. */
export function checkStrip(client: ValueNode, addIssue: AddIssue): void {
  const strip = child(client, 'strip_prefix')
  if (!strip || textOf(strip) !== 'true') return
  const events = child(client, 'events')
  if (!events) addIssue({ ...strip.at, found: 'strip_prefix without events', allowed: ALLOWED })
  else if (events.kind === 'object' && readFilter(exactValue(events)).hasPrefix === false)
    addIssue({ ...strip.at, found: 'strip_prefix, and events without a prefix', allowed: ALLOWED })
}
