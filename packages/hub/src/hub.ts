import type { IncomingMessage } from 'node:http'
import { type Reply, replyBody } from '@rookery/protocol'
import {
  Doorkeeper,
  type Link,
  type Listener,
  listen,
  requestTarget,
  roleOfPath,
  type UpgradeAnswer,
  withoutTokens,
} from '@rookery/transport'
import { accountsSettings, tellPressure } from './account-limits.js'
import { Accounts, isOnline } from './accounts.js'
import { Broadcasts } from './broadcasts.js'
import { drainable } from './call-lane/drainable.js'
import { callLane } from './call-lane/lane.js'
import { LaterCalls } from './call-lane/later.js'
import { quickOperationCall } from './call-lane/quick-operation.js'
import { Restarts } from './call-lane/restart.js'
import { ClientStatusNotices } from './client-status.js'
import { type Client, type ClientInfo, Clients, infoOf } from './clients.js'
import type { Connection } from './connection.js'
import { Connections } from './connections.js'
import { eventClock } from './event-clock.js'
import { Delivery } from './event-lane/deliver.js'
import { eventLane } from './event-lane/lane.js'
import { refuseOpenDoors } from './exposure.js'
import { FrontDoor } from './front-door.js'
import { startHeartbeats } from './heartbeats.js'
import { httpApi } from './http-api.js'
import { HubRing } from './hub-ring.js'
import type { Journal, JournalView, Accounts as Selection } from './journal/journal.js'
import { memoryJournal } from './journal/memory.js'
import { type Log, silentLog, tellOnce } from './log.js'
import type { HubOptions } from './options.js'
import { PostClients } from './post-clients.js'
import { refusalLog } from './refusal-log.js'
import { ReverseClients } from './reverse-clients.js'
import { Upstreams } from './upstreams.js'
import { Watch } from './watch.js'
import { WsPorts } from './ws-ports.js'

export interface HubSettings {
  readonly log?: Log
}

/** A running hub. */
export interface Hub {
  /** `ws://host:port`, or `wss://` with TLS. */
  readonly url: string
  readonly port: number
  /** Accounts that were seen, each with whether it can be used now. */
  accounts(): { readonly self_id: string; readonly online: boolean }[]
  /** Clients that are connected now. */
  clients(): readonly ClientInfo[]
  /** How much the journal holds. */
  readonly journal: Journal['size']
  /**
   * Takes an implementation that runs in this process, by its end of `memoryLinks()`; `name` stands for it as
   * for one in `upstreams`, and `selfId` is its account.
   */
  join(name: string, link: Link, selfId: string): void
  /** Answers the calls that are under way, closes every connection with 1012 and stops listening. */
  close(): Promise<void>
}

const DRAIN_MS = 5_000

/**
 * Starts a hub: the one place that knows all its parts.
 *
 * @throws HubError `open_door` when it would listen beyond loopback without a token, or with one that anybody guesses.
 * @throws TransportError when the port cannot be had.
 */
export async function startHub(options: HubOptions, { log = silentLog }: HubSettings = {}): Promise<Hub> {
  refuseOpenDoors(options)
  const now = eventClock()
  const journal = memoryJournal(options.journal.keep, now)
  const odd = tellOnce((segment) =>
    log.warn({ segment }, 'no CQ form; who wants message_format: string gets the nearest text'),
  )
  const viewOf = (selection: Selection, { rights }: Client): JournalView =>
    journal.view(selection, rights.self_messages === false ? { selfMessages: false } : {})
  const delivery = new Delivery({ maxAgeMs: options.resume.maxAgeMs, now, odd })
  const clients: Clients = new Clients(
    options.clients,
    {
      changed(client, online) {
        status.changed(client, online)
        if (!online) broadcasts.left(client)
      },
      lost: (client, place, cursor) => connections.announceLost(client, place, cursor),
      forgotten: (client, lostSince) => connections.announceSince(client, lostSince),
    },
    { names: options.listen.names },
  )
  const accounts: Accounts = new Accounts(accountsSettings(options), {
    appeared(account) {
      connections.introduce(account)
      reverse.introduce(account)
      posts.introduce(account)
    },
    forgotten(account) {
      reverse.forget(account)
      connections.forget(account)
      clients.forgetAccount(account.selfId, (client) => viewOf([account.selfId], client).head)
      later.forget(account.selfId)
      restarts.forget(account)
      journal.forgetViews(account.selfId)
      delivery.forgetIdle()
    },
    pressed: tellPressure(log),
  })
  const ring = new HubRing()
  const broadcasts: Broadcasts = new Broadcasts(clients)
  const calls = drainable((request) => call(request))
  const connections: Connections = new Connections(clients, log, {
    delivery,
    now,
    view: viewOf,
    accountsOf: ({ account, client }) =>
      account === 'all'
        ? known(accounts).filter((each) => client.rights.accounts?.includes(each) ?? true)
        : [account],
    call: (caller, asked, sendPart) => calls.lane({ caller, call: asked, sendPart }),
  })
  const status: ClientStatusNotices = new ClientStatusNotices(connections)
  const door = new FrontDoor(options, { clients, accounts, connections, ring, log })
  const later = new LaterCalls(options.rateLimitIntervalMs, log)
  const restarts = new Restarts(log)
  const call = callLane({
    clients,
    broadcasts,
    accounts,
    access: { isOpenHub: door.isOpen, allow: options.listen.allow ?? [] },
    timeoutMs: options.callTimeoutMs,
    later,
    restarts,
  })
  const refusals = refusalLog(log)
  const keeper = new Doorkeeper(refusals.tell)
  const reverse = new ReverseClients(options.clients, {
    clients,
    connections,
    deadAfterMs: options.deadAfterMs,
    ring,
    log,
  })
  const posts = new PostClients(options.clients, {
    clients,
    connections,
    ring,
    log,
    maxAgeMs: options.resume.maxAgeMs,
    now,
    quickOperation: (caller, event, operation) => {
      const asked = quickOperationCall(event, operation)
      if (asked) void answerQuickly(calls.lane({ caller, call: asked, sendPart() {} }), caller, log)
    },
  })
  const settings = {
    host: options.listen.host,
    limits: { deadAfterMs: options.deadAfterMs },
    ...tlsOf(options),
    hosts: options.listen.hosts,
    cors: options.listen.cors,
    keys: { hosts: 'listen.hosts', cors: 'listen.cors' },
    keeper,
  }
  const ports = new WsPorts({ ...settings, limits: { deadAfterMs: 0 } }, options.ws_port, door)

  let stopped: Promise<void> | undefined
  const isReady = (): boolean => !stopped && accounts.all().some(isOnline)
  const listener: Listener = await listen(
    { ...settings, port: options.listen.port },
    {
      proof: (request) => upstreams.proof(requestTarget(request).path, request) ?? door.proof(request),
      upgrade: (request) => (stopped ? STOPPING : upgradeAt(request, upstreams, door)),
      request: (request, response) => api(request, response),
    },
  )
  const lane = eventLane(journal, delivery, now)
  const upstreams = new Upstreams(options.upstreams, {
    log,
    accounts,
    ring,
    event: lane,
    isStopping: () => stopped !== undefined,
  })
  const api = httpApi({
    clients,
    broadcasts,
    door,
    ring,
    ports,
    connections,
    upstreams,
    lane: calls.lane,
    isReady,
  })
  const watch = new Watch({ connections, accounts, log, now })
  const stopHeartbeats = startHeartbeats(connections, accounts, options.heartbeatIntervalMs)

  const stop = async (): Promise<void> => {
    stopHeartbeats()
    watch.close()
    listener.stop()
    await Promise.all([ports.close(), calls.drain(DRAIN_MS)])
    // First those that answer: what still waits for them is told so over connections that are open.
    await upstreams.close()
    await calls.drain(DRAIN_MS)
    await Promise.all([reverse.close(1012, 'the hub stops'), connections.close(1012, 'the hub stops')])
    await listener.close()
    later.close()
    keeper.close()
    refusals.close()
    restarts.close()
    status.close()
    delivery.close()
    journal.close()
  }
  return {
    url: listener.url,
    port: listener.port,
    accounts: () => accounts.all().map((account) => ({ self_id: account.selfId, online: isOnline(account) })),
    clients: () => clients.online().map(infoOf),
    get journal() {
      return journal.size
    },
    join: (name, link, selfId) => upstreams.open(name, link, selfId),
    close: () => (stopped ??= stop()),
  }
}

/** Nobody waits for the outcome of a quick operation; but it must not get lost. */
async function answerQuickly(
  reply: Promise<Reply>,
  { client, account }: Connection,
  log: Log,
): Promise<void> {
  const { status, retcode, wording } = replyBody(await reply)
  if (status === 'failed')
    log.warn({ client: client.name, account, retcode, wording }, 'quick operation failed')
}

const STOPPING = { status: 503, reason: 'the hub stops; try again later' }

const known = (accounts: Accounts): string[] => accounts.all().map(({ selfId }) => selfId)

const tlsOf = ({ listen: { tls } }: HubOptions) => (tls ? { tls } : {})

function upgradeAt(
  request: IncomingMessage,
  upstreams: Upstreams,
  door: FrontDoor,
): UpgradeAnswer | Promise<UpgradeAnswer> {
  const path = requestTarget(request).path
  const answer = upstreams.upgrade(path, request)
  if (answer) return answer
  const role = roleOfPath(path)
  if (role) return door.upgrade(request, role)
  return {
    status: 404,
    reason: `there is no ${withoutTokens(path)} here; an application connects to /, /event, /api or /onebot/v11/ws, an implementation to the path of its entry`,
  }
}
