import { type Call, failedReply, forwardParams, parseExact, type Reply, targetsOf } from '@rookery/protocol'
import { servedBy } from '../accounts/served-by.js'
import type { ClientOptions, ClientRights } from '../options.js'
import { type ActionRefusal, ActionRule } from './action-rule.js'
import { targetsOfCall } from './call-targets.js'
import { type ChatRule, chatRule, shownList } from './chat-rule.js'
import { textWithoutFiles } from './files-left-out.js'
import { idText, type NamedId } from './known-ids.js'
import { NO_ID } from './params-walk.js'
import { filterReply, sentIds } from './reply-filter.js'
import { type Forbidden, type Hiding, RightsScope, scopeKey } from './rights-scope.js'

/** Largest reply to something sent that is searched for its id. */
const MOST_SENT_BYTES = 64 * 1024

/** Key of an entry in `clients:` that a refusal names. */
type RightsKey = ActionRefusal['key'] | Forbidden['kind']

/** What a client may see and do, by its entry in `clients:`. Clients whose entry restricts nothing have none. */
export class Scopes {
  /** The events of its groups and private chats; absent where the entry restricts neither. */
  readonly events: RightsScope | undefined
  /** Unix milliseconds from which on its token is worth nothing. */
  readonly expiresAt: number | undefined
  readonly #rights: ClientRights & { readonly name: string }
  readonly #actions: ActionRule | undefined
  readonly #isRemoved: boolean

  /** `isRemoved`: there is no entry any more, and nothing is allowed. */
  constructor(
    rights: ClientRights & { readonly name: string },
    events: RightsScope | undefined,
    isRemoved = false,
  ) {
    const { actions, readOnly, expiresAt } = rights
    this.#rights = rights
    this.#actions = actions || readOnly ? new ActionRule(rights) : undefined
    this.events = events
    this.expiresAt = expiresAt
    this.#isRemoved = isRemoved
  }

  /** Whether the entry says itself which actions are allowed, restricted ones included. */
  get judgesActions(): boolean {
    return this.#actions !== undefined
  }

  /** Reason why its client may do nothing any more; undefined while it may. */
  ended(now: number): string | undefined {
    if (this.#isRemoved) return 'the entry of this client was removed'
    return this.hasExpired(now) ? 'the token of this client has expired' : undefined
  }

  hasExpired(now: number): boolean {
    return this.expiresAt !== undefined && now >= this.expiresAt
  }

  /** Refuses an action by its name, without suffix. `isJudgedByCalls`: what it does is judged apart. */
  refuseAction(action: string, isJudgedByCalls = false): Reply | undefined {
    const refusal = isJudgedByCalls ? this.#actions?.exclusion(action) : this.#actions?.refusal(action)
    return refusal && failedReply(1403, `this client may not call ${shown(action)}: ${this.#place(refusal)}`)
  }

  /** Refuses a call that acts on a chat which is not the client's, or on what cannot be told to be of one. */
  refuseTargets(call: Call, account: string): Reply | undefined {
    const { events } = this
    if (!events) return undefined
    const params = readParams(call)
    if (!params) return failedReply(1400, '"params" must be valid JSON')
    const targets = targetsOfCall(call.action, params, this.#names(call.action))
    const key = this.#rights.groups ? 'groups' : 'users'
    if ('why' in targets) return this.#refuse(call, { key, why: targets.why })
    const forbidden = events.forbidden(targets)
    if (forbidden)
      return this.#refuse(call, {
        key: forbidden.kind,
        why: `${forbidden.what} is not among ${this.#list(forbidden.kind)}`,
      })
    const unknown = targets.ids.find((each) => !events.known.has(account, each))
    return unknown && this.#refuse(call, { key, why: `${shownId(unknown)} came in no event of its chats` })
  }

  /** The reply as the client may see it. */
  passReply(action: string, account: string, reply: Reply): Reply {
    const { events } = this
    if (!events) return reply
    const told = targetsOf(action)?.reply
    if (told) return filterReply(reply, told, account, (chat) => events.forbidden(chat) === undefined)
    if (isSending(action) && reply.bytes.length <= MOST_SENT_BYTES) this.#noteSent(reply, account, events)
    return reply
  }

  /** Ids belong to the account that gave them, which may stand in for the one that was called. */
  #noteSent(reply: Reply, account: string, { known }: RightsScope): void {
    const giver = servedBy(reply) ?? account
    for (const { kind, id } of sentIds(reply)) {
      const text = idText(id)
      if (text !== undefined) known.note(giver, { kind, id: text })
    }
  }

  #names(action: string): boolean {
    return this.#actions ? this.#actions.names(action) : this.#rights.allow?.includes(action) === true
  }

  #refuse({ action }: Call, refusal: { readonly key: RightsKey; readonly why: string }): Reply {
    return failedReply(1403, `this client may not call ${shown(action)} so: ${this.#place(refusal)}`)
  }

  #list(key: Forbidden['kind']): string {
    const list = this.#rights[key]
    return list ? shownList(list) : ''
  }

  /** A reason with the rule that it comes from, and the line of the config. */
  #place({ key, why }: { readonly key: RightsKey; readonly why: string }): string {
    const { lines, name } = this.#rights
    const line = lines?.[key]
    return `${why} (${line === undefined ? `clients.${name}.${key}` : `${key}, line ${line} of the config`})`
  }
}

/** Scopes of events by their keys: clients that are sent the same events share one, and the ids that it knows. */
export type RightsScopes = Map<string, RightsScope>

/**
 * Makes the rights of an entry, and its scopes if it restricts anything. Where it restricts the groups or private chats, those
 * and its filter are one scope: only ids of events that it is sent become known.
 */
export function rightsOf(
  entry: ClientOptions,
  shared: RightsScopes,
): { readonly rights: ClientRights; readonly scopes?: Scopes } {
  const { actions, readOnly, expiresAt, scope: filter, selfMessages } = entry
  const [groups, users] = [chatRule(entry.groups), chatRule(entry.users)]
  const events = groups || users ? eventsOf(groups, users, { filter, selfMessages }, shared) : undefined
  if (!events && !actions && !readOnly && expiresAt === undefined) return { rights: entry }
  const rights = events ? { ...entry, scope: events } : entry
  return { rights, scopes: new Scopes(entry, events) }
}

function eventsOf(
  groups: ChatRule | undefined,
  users: ChatRule | undefined,
  hiding: Hiding,
  shared: RightsScopes,
): RightsScope {
  const key = scopeKey(groups, users, hiding)
  const scope = shared.get(key) ?? new RightsScope(groups, users, hiding)
  shared.set(key, scope)
  return scope
}

/** Actions that answer with the id of what they sent. */
const isSending = (action: string): boolean => /^(?:send|forward)_/.test(action)

/** The params of a call as they are sent on, without files, and the text that they are read from; undefined where that is no JSON. */
function readParams(call: Call): { readonly value: unknown; readonly json: string } | undefined {
  // Parts end between members: no string and no character is in two of them.
  const json = forwardParams(call)
    .map((part) => textWithoutFiles(asBuffer(part)))
    .join('')
  try {
    return { value: parseExact(json), json }
  } catch {
    return undefined
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

const shown = (action: string): string => action.slice(0, 128)

const shownId = ({ kind, id }: NamedId): string =>
  `${kind} ${id === NO_ID ? 'of that form' : id.slice(0, 64)}`
