import type { IncomingMessage } from 'node:http'
import {
  type Admission,
  admit,
  type Clock,
  Downstream,
  isRefusal,
  type Proof,
  proofOf,
  type Refusal,
  type Role,
  requestParams,
  type UpgradeAnswer,
} from '@rookery/transport'
import { type Accounts, realFirst } from '../accounts/accounts.js'
import { isClientName, NAME_RULE } from '../clients/client-name.js'
import type { Client, Clients } from '../clients/clients.js'
import {
  type Connection,
  type ConnectionRole,
  type ConnectionSettings,
  type MakeSink,
  placeOf,
} from '../clients/connection.js'
import type { Connections } from '../clients/connections.js'
import type { FirstKnown } from '../clients/first-known.js'
import type { KeptCursors } from '../clients/kept-cursors.js'
import type { HubRing } from '../hub-ring.js'
import type { AccountSelection } from '../journal/journal.js'
import type { Log } from '../log/log.js'
import type { ClientTokens, ValidTokens } from './client-tokens.js'
import { deliveryAsked } from './delivery-asked.js'

const LONGEST_PROGRAM = 48

export interface FrontDoorContext {
  readonly clients: Clients
  readonly accounts: Accounts
  readonly connections: Connections
  readonly firstKnown: FirstKnown
  /** Absent where nothing outlives the process. */
  readonly kept?: Pick<KeptCursors, 'latest'> | undefined
  readonly ring: HubRing
  readonly log: Log
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
  /** Milliseconds of silence after which a connection is given up; read as each is opened. */
  readonly deadAfterMs: number
}

/** Admits clients, on the main port or on a port of their own. */
export class FrontDoor {
  readonly #context: FrontDoorContext
  readonly #tokens: ValidTokens

  constructor(tokens: ValidTokens, context: FrontDoorContext) {
    this.#tokens = tokens
    this.#context = context
  }

  /** Finds the client of the request's token; a value of `undefined` means no particular client. */
  authenticate(request: IncomingMessage, bare = false): Admission<Client> {
    const admission = admit(request, this.#tokens.current, bare)
    const isOver = 'value' in admission && admission.value?.scopes?.hasExpired(this.#context.clock.now())
    return isOver ? TOKEN_EXPIRED : admission
  }

  /** Says what the request's token proves. A bare token also rules out a browser. */
  proof(request: IncomingMessage): Proof {
    return proofOf(request, this.#tokens.current, true)
  }

  /** Answers an upgrade; `port` is the client's own port, if any, and is told of the connection. */
  async upgrade(
    request: IncomingMessage,
    role: Role,
    port?: { opened(connection: Connection): void },
  ): Promise<UpgradeAnswer> {
    const tokens = this.#tokens.current
    const settings = await this.enter(request, role, port !== undefined)
    if (isRefusal(settings)) return settings
    const { client, isPort } = settings
    return {
      headers: { 'X-App-ID': client.appId, ...this.#context.ring.answer('front', request) },
      open: (link) => {
        if (this.#isOutdated(tokens, request, isPort))
          return void link.close(1008, 'the token is not valid any more')
        this.#context.ring.joined('front', request, link)
        // The port was bound with what was set then.
        if (!isPort) link.setDeadAfter(this.#context.deadAfterMs)
        const makeSink: MakeSink = (connection) =>
          new Downstream(link, connection, {
            confirmBy: isPort ? 'drain' : 'pong',
            role,
            clock: this.#context.clock,
          })
        const connection = this.#context.connections.open(makeSink, settings)
        port?.opened(connection)
      },
    }
  }

  /** Whether the token of a request was valid when it came, and a reload has taken it away since. */
  #isOutdated(before: ClientTokens, request: IncomingMessage, isPort: boolean): boolean {
    return before !== this.#tokens.current && isRefusal(this.authenticate(request, isPort))
  }

  /** Identifies the client, selects its events and makes room for its connection; or returns the refusal. */
  async enter(
    request: IncomingMessage,
    role: ConnectionRole,
    isPort = false,
  ): Promise<ConnectionSettings | Refusal> {
    const tokens = this.#tokens.current
    const admission = this.authenticate(request, isPort)
    if (isRefusal(admission)) return admission
    const ring = this.#context.ring.refusal('front', request)
    if (ring) return ring
    const query = requestParams(request)
    const name = header(request, 'x-client-name') ?? (query.get('client_name') || undefined)
    if (name !== undefined && !isClientName(name))
      return { status: 400, reason: `a client_name must be ${NAME_RULE}` }
    const identify = () => admission.value ?? this.#context.clients.identify(name)
    const visitor = await identify()
    if (isRefusal(visitor)) return visitor
    const { rights } = visitor
    const delivery = deliveryAsked(query, visitor.rights, this.#context.now())
    if (isRefusal(delivery)) return delivery
    if (delivery.confirm === 'ack' && visitor.kind === 'anonymous') return NO_NAME
    if (delivery.confirm === 'ack' && visitor.rights.balance) return NO_ACKS
    const asked = query.get('self_id') || undefined
    const before = asked === undefined ? await this.#accountBefore(visitor, role) : undefined
    // While the store was asked, another connection may have brought the name.
    const client = await identify()
    if (isRefusal(client)) return client
    const served = this.#accountFor(client, asked, before)
    if (isRefusal(served)) return served
    if (!(await this.#context.connections.makeRoom({ client, role, account: served.account }))) {
      const reason = `client ${client.name} is connected already for account ${served.account} in role ${role}`
      return { status: 409, reason }
    }
    if (tokens !== this.#tokens.current) {
      const still = this.authenticate(request, isPort)
      if (isRefusal(still)) return still
    }
    void this.#context.firstKnown.of(client)
    const asksForStatus = /^(?:1|true)$/.test(query.get('client_status') ?? '')
    const wantsClientStatus = isPort || asksForStatus || client.rights.clientStatus === true
    return {
      client,
      role,
      ...served,
      rights,
      delivery,
      wantsClientStatus,
      isPort,
      program: programOf(request),
    }
  }

  /** The account that a returning client had, even if one earlier in the order has appeared since. */
  async #accountBefore(client: Client, role: ConnectionRole): Promise<string | undefined> {
    const allowed = client.rights.accounts
    const known = this.#known().filter((each) => allowed?.includes(each) ?? true)
    const before = known.find((each) => client.cursors.has(placeOf(each, role)))
    const { kept } = this.#context
    if (before !== undefined || !kept || known.length < 2) return before
    if (client.kind === 'anonymous' || role === 'API') return undefined
    const place = await kept.latest(
      client,
      known.map((each) => placeOf(each, role)),
    )
    return known.find((each) => placeOf(each, role) === place)
  }

  /** The accounts that were seen. */
  #known(): readonly string[] {
    return realFirst(this.#context.accounts.all()).map(({ selfId }) => selfId)
  }

  /** The account of a forward connection: the requested one, else the client's, else the only one, else the first. */
  #accountFor(
    client: Client,
    asked: string | undefined,
    before: string | undefined,
  ): { account: string; accounts: AccountSelection } | Refusal {
    const { accounts, log } = this.#context
    const allowed = client.rights.accounts
    const known = this.#known()
    if (asked === 'all') {
      const notYet = !known.some((each) => allowed?.includes(each) ?? true)
      return notYet ? notSeen('no account has') : { account: 'all', accounts: allowed ?? 'all' }
    }
    if (asked !== undefined && !/^[1-9]\d*$/.test(asked)) {
      return { status: 400, reason: `self_id must be an account number or "all", found ${asked}` }
    }
    if (asked !== undefined && allowed && !allowed.includes(asked)) {
      return {
        status: 403,
        reason: `this client may not use account ${asked}; allowed: ${allowed.join(', ')}`,
      }
    }
    const account =
      asked ?? before ?? allowed?.find((each) => known.includes(each)) ?? allowed?.[0] ?? known[0]
    if (account === undefined || !known.includes(account))
      return notSeen(account ? `account ${account} has not` : 'no account has')
    const isGuess = accounts.all().filter(({ isReal }) => isReal).length > 1
    if (asked === undefined && before === undefined && !allowed && isGuess) {
      log.info(
        { client: client.name ?? client.appId, account, accounts: known },
        'no self_id requested; serving the first account',
      )
    }
    return { account, accounts: [account] }
  }
}

const TOKEN_EXPIRED: Refusal = { status: 403, reason: 'the token of this client has expired' }

/** The refusal of acks by a client that the hub cannot recognize when it comes back. */
const NO_NAME: Refusal = {
  status: 400,
  reason: 'confirm=ack needs a client_name, or the token of an entry in clients:',
}

/** The refusal of acks by a client that shares events: those of others lie between its own. */
const NO_ACKS: Refusal = {
  status: 400,
  reason: 'confirm=ack is not for a client with balance; what it receives is confirmed by receipt',
}

/** Program name from `User-Agent`; for logs only, since anybody may claim it. */
const programOf = ({ headers }: IncomingMessage): string =>
  (headers['user-agent'] ?? '')
    .replace(/[^ -~]/g, '')
    .slice(0, LONGEST_PROGRAM)
    .trim()

/** The refusal of an implementation that is down, so that clients retry. */
const notSeen = (what: string): Refusal => ({
  status: 503,
  reason: `${what} been seen yet; try again`,
})

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value ? Buffer.from(value, 'latin1').toString('utf8') : undefined
}
