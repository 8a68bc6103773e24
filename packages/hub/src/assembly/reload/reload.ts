import { accountsSettings } from '../../accounts/account-limits.js'
import type { Connection } from '../../clients/connection.js'
import type { HubOptions } from '../../options.js'
import { clientTokens } from '../../ways-in/client-tokens.js'
import { refuseOpenDoors } from '../../ways-in/exposure.js'
import { pacesOf } from '../calls.js'
import { checkUrls } from '../check-urls.js'
import type { Parts } from '../parts.js'
import { knownBefore } from '../registries.js'
import { changeClients } from './clients.js'
import { type ChangedNames, changedSettings, entryChanges, inForce, namesOf } from './compare.js'
import { changeUpstreams, forgetRemoved, type Reloaded } from './upstreams.js'

/** Outcome of a reload. Keys are named as in the config. */
export interface ReloadReport {
  readonly upstreams: ChangedNames
  readonly clients: ChangedNames
  /** Other settings whose new values are in force. */
  readonly applied: readonly string[]
  /** Settings whose new values need a restart; until then the old ones are in force. */
  readonly needsRestart: readonly string[]
}

/**
 * Applies other options to a running hub. Whatever is the same keeps its connections.
 *
 * @throws HubError, TransportError if they cannot be used; then nothing has changed.
 */
export async function reload(hub: Reloaded, next: HubOptions): Promise<ReloadReport> {
  const { parts, options, restartHeartbeats, restartExpiries } = hub
  const before = { ...options }
  const after = inForce(before, next)
  refuseOpenDoors(next)
  refuseOpenDoors(after)
  checkUrls(next)
  // An entry that cannot be read is refused before anything is changed.
  for (const each of next.clients) parts.registries.derive(each)
  const settings = changedSettings(before, next)
  const clients = entryChanges(before.clients, after.clients)
  const upstreams = entryChanges(before.upstreams, after.upstreams)
  const wasOpen = parts.tokens.current.isEmpty
  replaceOptions(options, after)
  const finishClients = changeClients(parts, clients)
  settle(parts, before, options)
  // At once: connections that do not close may hold up the rest.
  restartExpiries()
  if (before.heartbeatIntervalMs !== options.heartbeatIntervalMs) restartHeartbeats()
  const { connections } = parts.events
  const outsiders = outsidersOf(before, after, wasOpen && !parts.tokens.current.isEmpty)
  await Promise.all([
    finishClients(),
    outsiders && connections.cut(outsiders.isMeant, { code: 1008, reason: outsiders.reason }),
    changeUpstreams(parts, upstreams),
  ])
  parts.registries.shared.forgetUnused()
  forgetRemoved(hub, upstreams)
  return {
    upstreams: namesOf(upstreams),
    clients: namesOf(clients),
    applied: settings.reload,
    needsRestart: settings.restart,
  }
}

/** Puts other options in place of those that all parts hold. */
function replaceOptions(options: HubOptions, next: HubOptions): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(next, name)) Reflect.deleteProperty(options, name)
  Object.assign(options, next)
}

/** Hands the options to the parts that do not read them by themselves. */
function settle({ registries, calls, tokens }: Parts, before: HubOptions, options: HubOptions): void {
  const { accounts, clients, firstKnown, alerts, alertReceivers, shared } = registries
  accounts.configure(accountsSettings(options))
  firstKnown.configure(knownBefore(options))
  alerts.replace(alertReceivers.of(options.alerts))
  tokens.current = clientTokens(options, clients)
  calls.traffic.paces.configure(pacesOf(options))
  calls.failOver.configure(options.upstreams)
  calls.responders.configure(clients.allConfigured())
  shared.configure()
  // What was kept is not looked after while it is off.
  if (before.askOnce !== options.askOnce || before.cache !== options.cache) calls.askOnce.clear()
}

interface Outsiders {
  readonly reason: string
  isMeant(connection: Connection): boolean
}

/** Connections of clients without an entry that would not be let in any more. */
function outsidersOf(before: HubOptions, after: HubOptions, isLocked: boolean): Outsiders | undefined {
  const hasLostToken = before.listen.token !== undefined && after.listen.token !== before.listen.token
  if (isLocked || hasLostToken)
    return { reason: 'the token was changed', isMeant: ({ client }) => client.kind !== 'configured' }
  if (after.listen.names !== 'configured' || before.listen.names === 'configured') return undefined
  return {
    reason: 'this name has no entry, and only those with an entry are accepted',
    isMeant: ({ client }) => client.kind === 'named',
  }
}
