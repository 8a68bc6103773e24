import { type ActionFacts, actionFacts, eventFacts, type JsonObject, readSuffix } from '@rookery/protocol'

/**
 * Params without fields that only events have: `{...session.ctx, message}` passes a whole event. A key is left out if
 * it is a known event field that the action does not declare, or declares only as an extension, ids excepted.
 */
export function declaredParams(action: string, params: JsonObject): JsonObject {
  if (!('post_type' in params)) return params
  const facts = factsOf(action)
  if (!facts) return params
  const kept = keptOf(facts)
  return Object.fromEntries(
    Object.entries(params).filter(([name]) => kept.has(name) || !knownFields().has(name)),
  )
}

/** Facts of an action, with or without the suffix `_async`. */
function factsOf(name: string): ActionFacts | undefined {
  const action = readSuffix(name)?.action ?? name
  return Object.hasOwn(actionFacts, action) ? actionFacts[action as keyof typeof actionFacts] : undefined
}

function keptOf({ params, ext_params = [] }: ActionFacts): ReadonlySet<string> {
  const ids = ext_params.filter(({ name }) => name.endsWith('_id'))
  return new Set([...params, ...ids].flatMap(({ name, aliases = [] }) => [name, ...aliases]))
}

const found: { fields?: ReadonlySet<string> } = {}

/** Names of all fields of all known events; computed on first use. */
function knownFields(): ReadonlySet<string> {
  found.fields ??= new Set(
    Object.values(eventFacts).flatMap((event) =>
      event.fields.map(({ name }) => name.split(/[.[]/, 1)[0] ?? ''),
    ),
  )
  return found.fields
}
