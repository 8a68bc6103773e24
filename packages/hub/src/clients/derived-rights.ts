import { HubError } from '../errors.js'
import { type EventFilter, eventFilter } from '../filter/event-filter.js'
import { asksToMe, canonicalText } from '../filter/filter-node.js'
import { type FilterIssue, readFilter } from '../filter/read-filter.js'
import { redactionOf } from '../forms/redaction.js'
import { stripPrefix } from '../forms/strip-prefix.js'
import type { ClientRights } from '../options.js'
import { commonScope } from '../scope/event-scope.js'
import type { SentMessages } from '../scope/sent-messages.js'

/** Adds to the rights of a client what the hub makes of them. */
export type DeriveRights = <Rights extends ClientRights>(rights: Rights) => Rights

/** Derives rights, and remembers the filters that it has compiled until it is told to forget them. */
export type RightsDeriver = DeriveRights & { forgetFilters(): void }

/** Derives rights; equal filters are compiled once. @throws HubError `bad_filter` */
export function deriveRights(sent: SentMessages): RightsDeriver {
  const filters = new Map<string, EventFilter>()
  const filterOf = (events: Readonly<Record<string, unknown>>): EventFilter => {
    const { node, issues } = readFilter(events)
    if (!node) throw badFilter(issues)
    if (asksToMe(node)) sent.want()
    const text = canonicalText(node)
    const filter = filters.get(text) ?? eventFilter(node, (account, id) => sent.has(account, id))
    filters.set(text, filter)
    return filter
  }
  const derive: DeriveRights = (rights) => {
    const { events, redact = [] } = rights
    if (!events && redact.length === 0) return rights
    const filter = events && filterOf(events)
    const redaction = redact.length > 0 ? redactionOf(redact) : undefined
    const strips = rights.stripPrefix === true && filter?.prefixOf ? [stripPrefix(filter)] : []
    const edits = redaction ? [...strips, redaction] : strips
    return { ...rights, scope: commonScope([rights.scope, filter?.scope]), edits, redaction }
  }
  return Object.assign(derive, { forgetFilters: () => filters.clear() })
}

function badFilter(issues: readonly FilterIssue[]): HubError {
  const told = issues.map(
    ({ path, found, allowed }) => `${path.join('.')}: found ${found}; allowed: ${allowed}`,
  )
  return new HubError('bad_filter', `events: ${told.join('\n')}`)
}
