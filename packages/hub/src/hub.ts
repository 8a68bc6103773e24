import { type Link, type Listener, listen, systemClock } from '@rookery/transport'
import { isOnline } from './accounts/accounts.js'
import type { Alerts } from './alerts/alerts.js'
import { checkUrls } from './assembly/check-urls.js'
import { closeStore } from './assembly/close-store.js'
import { type EventReader, eventReader } from './assembly/event-reader.js'
import { startExpiries } from './assembly/expiries.js'
import { buildParts, connectParts, type Parts, releaseParts } from './assembly/parts.js'
import { type ReloadReport, reload } from './assembly/reload/reload.js'
import { type ClientInfo, infoOf } from './clients/clients.js'
import { startHeartbeats } from './clients/heartbeats.js'
import { HubError } from './errors.js'
import { noStore } from './history/index.js'
import type { Journal } from './journal/journal.js'
import { silentLog } from './log/log.js'
import type { CompleteSettings, HubOptions, HubSettings } from './options.js'
import type { ObservableHub } from './state/observable-hub.js'
import { observe } from './state/observe.js'
import { refuseOpenDoors } from './ways-in/exposure.js'

/** A running hub. */
export interface Hub extends ObservableHub {
  /** `ws://host:port`, or `wss://` with TLS. */
  readonly url: string
  readonly port: number
  /** Known accounts, each with whether it can be used. */
  accounts(): { readonly self_id: string; readonly online: boolean }[]
  /** Connected clients. */
  clients(): readonly ClientInfo[]
  /** Size of the journal. */
  readonly journal: Journal['size']
  /** The events that are kept, for an operator. */
  readonly history: EventReader
  /** Receivers of alerts, and a test of them. */
  readonly alerts: Pick<Alerts, 'receivers' | 'test'>
  /**
   * Connects an implementation in this process by its end of `memoryLinks()`. `name` takes the place of a name in
   * `upstreams`; `selfId` is its account.
   */
  join(name: string, link: Link, selfId: string): void
  /**
   * Applies other options. Whatever is the same in them keeps its connections; reloads wait for one another.
   *
   * @throws HubError `open_door` or `stopped`, TransportError `bad_url`; then nothing has changed.
   */
  reload(options: HubOptions): Promise<ReloadReport>
  /**
   * Finishes the calls in progress, closes every connection with 1012, stops listening and closes the store. A store that
   * does not answer is waited for ten seconds.
   */
  close(): Promise<void>
}

const DRAIN_MS = 5_000

/**
 * Starts a hub: builds every part, binds the port, then starts the processes and dials the upstreams. A failed start has done
 * neither, and has closed the store.
 *
 * @throws HubError `open_door` when it would listen beyond loopback without a token, or with a guessable one.
 * @throws TransportError `bad_url` when the URL of an upstream or a client is none; others when the port is unavailable, or
 * the TLS certificate is invalid.
 */
export async function startHub(
  options: HubOptions,
  {
    log = silentLog,
    clock = systemClock,
    store = noStore(clock),
    random = Math.random,
    reload,
    audit,
    extension,
  }: HubSettings = {},
): Promise<Hub> {
  try {
    const given = { ...(reload && { reload }), ...(audit && { audit }), ...(extension && { extension }) }
    // A copy, which reloads change: all parts hold it.
    return await start({ ...options }, { log, clock, store, random, ...given })
  } catch (error) {
    await closeStore(store, log, clock)
    throw error
  }
}

async function start(options: HubOptions, settings: CompleteSettings): Promise<Hub> {
  refuseOpenDoors(options)
  checkUrls(options)
  const stopping = new AbortController()
  const parts = buildParts(options, settings, stopping.signal)
  connectParts(parts)
  const listener = await bindPort(parts)
  parts.registries.processes.start()
  parts.transports.upstreams.start()
  const { accounts, clients, journal } = parts.registries
  const { connections } = parts.events
  const { close: stopObserving, ...observed } = observe(parts, options, settings.audit)
  const expiries = startExpiries(parts)
  const heartbeats = startHeartbeats(options, { ...parts.registries, connections })
  const stop = async (): Promise<void> => {
    stopping.abort()
    heartbeats.stop()
    expiries.stop()
    stopObserving()
    await reloads.last
    await drainAndClose(parts, listener)
    releaseParts(parts)
    await closeStore(settings.store, settings.log, settings.clock)
  }
  let stopped: Promise<void> | undefined
  const reloads = oneByOne((next: HubOptions) => {
    if (stopping.signal.aborted) throw new HubError('stopped', 'the hub stops')
    const restarts = { restartHeartbeats: heartbeats.restart, restartExpiries: expiries.restart }
    const hub = { parts, options, stopping: stopping.signal, ...restarts }
    return reload(hub, next)
  })
  return {
    ...observed,
    url: listener.url,
    port: listener.port,
    accounts: () => accounts.all().map((account) => ({ self_id: account.selfId, online: isOnline(account) })),
    clients: () => clients.online().map(infoOf),
    get journal() {
      return journal.size
    },
    history: eventReader(parts.registries),
    alerts: parts.registries.alerts,
    reload: reloads.run,
    join: (name, link, selfId) => parts.transports.upstreams.open(name, link, selfId),
    close: () => (stopped ??= stop()),
  }
}

/** Runs one after the other. `last` settles with the newest, however it ends. */
function oneByOne<Input, Output>(
  run: (input: Input) => Promise<Output>,
): { readonly last: Promise<unknown>; run(input: Input): Promise<Output> } {
  let last: Promise<unknown> = Promise.resolve()
  return {
    get last() {
      return last
    },
    run(input) {
      const result = last.then(() => run(input))
      last = result.catch(() => {})
      return result
    },
  }
}

async function bindPort(parts: Parts): Promise<Listener> {
  try {
    return await listen(parts.transports.listen, parts.transports.routes)
  } catch (error) {
    releaseParts(parts)
    throw error
  }
}

async function drainAndClose(
  { registries, calls, events, transports }: Parts,
  listener: Listener,
): Promise<void> {
  listener.stop()
  calls.traffic.paces.close()
  calls.held.close()
  await Promise.all([transports.ports.close(), calls.drain(DRAIN_MS)])
  // Upstreams close first, so that callers are told of their failed calls over connections that are still open.
  await transports.upstreams.close()
  await calls.drain(DRAIN_MS)
  await Promise.all([
    // Connections before they are closed by who dialled them: they ask for confirmation once more.
    events.connections.close(1012, 'the hub stops'),
    transports.reverse.close(1012, 'the hub stops'),
    registries.processes.close(),
  ])
  await listener.close()
}
