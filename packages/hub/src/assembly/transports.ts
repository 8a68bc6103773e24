import { Doorkeeper, type ListenSettings, type Routes } from '@rookery/transport'
import { isOnline } from '../accounts/accounts.js'
import { PostClients } from '../clients/dialled/post-clients.js'
import { ReverseClients } from '../clients/dialled/reverse-clients.js'
import { RecentRefusals } from '../log/recent-refusals.js'
import { type RefusalLog, refusalLog } from '../log/refusal-log.js'
import type { HubOptions, HubSettings } from '../options.js'
import { Reaches } from '../upstreams/reaches.js'
import { Upstreams, type UpstreamsContext } from '../upstreams/upstreams.js'
import { Watchdog } from '../upstreams/watchdog.js'
import type { ValidTokens } from '../ways-in/client-tokens.js'
import { FrontDoor } from '../ways-in/front-door.js'
import { httpApi } from '../ways-in/http-api.js'
import { routesOf } from '../ways-in/routes.js'
import { WsPorts } from '../ways-in/ws-ports.js'
import type { CallParts } from './calls.js'
import type { Events } from './events.js'
import type { Registries } from './registries.js'

/** Transports to implementations and applications, in both directions. */
export interface Transports {
  readonly upstreams: Upstreams
  readonly reaches: Reaches
  readonly watchdog: Watchdog
  readonly reverse: ReverseClients
  readonly posts: PostClients
  readonly ports: WsPorts
  readonly doorkeeper: Doorkeeper
  readonly refusals: RefusalLog
  /** Refusals of the last minutes. */
  readonly refused: RecentRefusals
  /** Settings of the main port. */
  readonly listen: ListenSettings
  readonly routes: Routes
}

/** Parts of the hub that incoming requests and frames are handed to. */
export interface TransportsContext {
  readonly registries: Registries
  readonly calls: CallParts
  readonly events: Events
  readonly tokens: ValidTokens
  /** Aborted once the hub stops. */
  readonly stopping: AbortSignal
  readonly reload: HubSettings['reload']
  readonly extension: HubSettings['extension']
}

/** Builds the transports. Nothing is open until the port is bound and the upstreams are started. */
export function makeTransports(options: HubOptions, context: TransportsContext): Transports {
  const { registries, calls, events, tokens, stopping, reload, extension } = context
  const { clients, accounts, broadcasts, numbering, past, firstKnown, kept, ring, log, clock, now } =
    registries
  const { connections, lane } = events
  const { execute, refuse } = calls
  const refusals = refusalLog(log, clock)
  const refused = new RecentRefusals(clock)
  const doorkeeper = new Doorkeeper((each) => {
    refusals.tell(each)
    refused.add(each)
  }, clock)
  const listen = { ...listenSettings(options, doorkeeper), clock }
  // Called only once the upstreams are started, when the watchdog is there.
  const polled: UpstreamsContext['polled'] = (session, selfId, isAnswered) => {
    if (isAnswered) calls.traffic.breakers.answered(session)
    watchdog.polled(session, selfId, isAnswered)
  }
  const reaches = new Reaches(clock)
  const upstreams = new Upstreams({ log, clock, accounts, ring, reaches, onEvent: lane, polled, stopping })
  for (const each of options.upstreams) upstreams.add(each)
  const door = new FrontDoor(tokens, {
    clients,
    accounts,
    connections,
    firstKnown,
    kept,
    ring,
    log,
    clock,
    now,
    get deadAfterMs() {
      return options.deadAfterMs
    },
  })
  const ports = new WsPorts({ ...listen, limits: { deadAfterMs: 0 } }, options, door)
  const isReady = (): boolean => !stopping.aborted && accounts.all().some(isOnline)
  const api = httpApi({
    clients,
    broadcasts,
    hasGiven: (id) => numbering.hasGiven(id),
    history: { now, read: (request, client) => past.read(request, client) },
    traffic: calls.traffic,
    door,
    ring,
    clock,
    ports,
    connections,
    upstreams,
    execute,
    refuse,
    isReady,
    reload,
  })
  const routes = routesOf({ upstreams, door, api, extension, stopping })
  const watchdog = makeWatchdog(options, context, upstreams)
  const dialled = dialledClients(options, context)
  return { upstreams, reaches, watchdog, ports, doorkeeper, refusals, refused, listen, routes, ...dialled }
}

/** Text of the notice by which clients learn that their account's implementation is silent. */
const SILENT = {
  tag: 'no answer',
  message: 'the implementation does not answer; the hub makes the connection anew',
}

function makeWatchdog(
  options: HubOptions,
  { registries, events }: TransportsContext,
  upstreams: Upstreams,
): Watchdog {
  const { log, clock, accounts, ownEvents, processes } = registries
  return new Watchdog({
    log,
    clock,
    accounts,
    watched: () => upstreams.watched(),
    maxSilenceMs: (name) => {
      const entry = options.upstreams.find((each) => each.name === name)
      return entry && 'maxSilenceMs' in entry ? entry.maxSilenceMs : undefined
    },
    offline: (account) => events.ownLane(ownEvents.botOffline(account.selfId, SILENT), account),
    restart: (name) => processes.restartSilent(name),
  })
}

function dialledClients(
  options: HubOptions,
  { registries, events, calls }: TransportsContext,
): Pick<Transports, 'reverse' | 'posts'> {
  const { clients, ring, log, ownEvents, clock, now } = registries
  const { connections } = events
  const reverse = new ReverseClients({
    clients,
    connections,
    ring,
    log,
    clock,
    get deadAfterMs() {
      return options.deadAfterMs
    },
  })
  const posts = new PostClients({
    clients,
    connections,
    ring,
    log,
    ownEvents,
    clock,
    now,
    get maxAgeMs() {
      return options.resume.maxAgeMs
    },
    quickOperation: calls.quickOperation,
  })
  for (const each of options.clients) {
    if (each.type === 'ws-reverse') reverse.add(each)
    else if (each.type === 'http-post') posts.add(each)
  }
  return { reverse, posts }
}

function listenSettings({ listen, deadAfterMs }: HubOptions, doorkeeper: Doorkeeper): ListenSettings {
  const { host, port, tls, hosts, cors } = listen
  return {
    host,
    port,
    limits: { deadAfterMs },
    ...(tls && { tls }),
    hosts,
    cors,
    keys: { hosts: 'listen.hosts', cors: 'listen.cors' },
    keeper: doorkeeper,
  }
}
