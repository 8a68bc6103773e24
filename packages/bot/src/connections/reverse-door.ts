import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OneBotEvent } from '@rookery/protocol'
import {
  type Admission,
  admit,
  isRefusal,
  type Link,
  type Proof,
  proofOf,
  proofOfSignature,
  type ReplyValue,
  type Role,
  readRole,
  receivePost,
  refuse,
  requestTarget,
  roleOfPath,
  type SplitRole,
  SplitUpstream,
  type SplitUpstreamHandler,
  TokenTable,
  type UpgradeAnswer,
  type UpstreamEndpoint,
  valueReader,
} from '@rookery/transport'
import { type ConnectionHost, STOPPING, tellDropped } from './connection.js'
import { JoinedLink, type JoinSettings, joinLink, selfIdOf, takeEvent } from './join-link.js'
import { PostAnswer } from './post-answer.js'

export interface DoorSettings {
  /** Token that implementations must send as `Authorization: Bearer …`; default: the token of `createBot`. */
  readonly token?: string | undefined
  /** Largest posted event, in bytes; default 8 MiB. */
  readonly maxBodyBytes?: number | undefined
  /** Key of `X-Signature` on posted events; default: the token, as NapCat signs with. */
  readonly secret?: string | undefined
}

/** Takes the connections of implementations that dial the bot, and the events that they post. */
export class ReverseDoor {
  readonly #host: ConnectionHost
  readonly #tokens: TokenTable<true>
  readonly #secret: string | undefined
  readonly #limits: { readonly maxBodyBytes?: number }
  readonly #upstreams = new Set<UpstreamEndpoint<ReplyValue>>()
  /** Connections by account: universal ones, and those whose calls and events come over separate sockets. */
  readonly #universal = new Map<string, UpstreamEndpoint<ReplyValue>>()
  readonly #split = new Map<string, SplitUpstream<OneBotEvent, ReplyValue>>()

  constructor({ token, secret = token, maxBodyBytes }: DoorSettings, host: ConnectionHost) {
    this.#limits = maxBodyBytes === undefined ? {} : { maxBodyBytes }
    this.#host = host
    this.#tokens = new TokenTable<true>(token ? [[token, true]] : [])
    this.#secret = secret
  }

  /** Returns what a request proves: by its token, or by the signature of its body. */
  proof(request: IncomingMessage): Proof {
    const proof = proofOf(request, this.#tokens)
    if (proof === 'secret' || request.method !== 'POST') return proof
    const signature = proofOfSignature(request, this.#secret)
    return signature === 'none' ? proof : signature
  }

  /** Answers an upgrade. The role comes from `X-Client-Role`, else from the path. */
  upgrade(request: IncomingMessage): UpgradeAnswer {
    const admission = admit(request, this.#tokens)
    if (isRefusal(admission)) return admission
    const role = roleIn(request)
    if (!role) {
      const found = request.headers['x-client-role']
      return { status: 400, reason: `X-Client-Role must be Universal, API or Event, found ${found}` }
    }
    const selfId = selfIdIn(request)
    if (role === 'Universal') return { open: (link) => this.#openUniversal(link, selfId) }
    if (selfId === undefined)
      return { status: 400, reason: 'connections of role API or Event need X-Self-ID' }
    return { open: (link) => this.#openHalf(role, link, selfId) }
  }

  /** Takes a posted event, and answers with the quick operation of a handler if there is one in time. */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { accounts, clock } = this.#host
    const admission = admit(request, this.#tokens)
    // A wrong token, unlike a missing one, counts as a guess; a signature beside it is checked instead.
    if (isRefusal(admission) && admission.isGuess && !request.headers['x-signature'])
      return refuse(request, response, admission)
    await receivePost(
      request,
      response,
      {
        reader: valueReader,
        event: (event, header) => {
          const selfId = selfIdOf(event) ?? header
          if (selfId === undefined) return undefined
          const answer = new PostAnswer(clock)
          response.once('close', () => answer.done())
          takeEvent(this.#host, accounts.getOrCreate(selfId), event, answer)
          return answer.promise
        },
      },
      { secret: this.#mayPost(admission) ? undefined : this.#secret, ...this.#limits },
    )
  }

  async close(): Promise<void> {
    await Promise.all([...this.#upstreams].map((each) => each.close(1001, STOPPING)))
  }

  /** Whether a request may post without a signature: it carries the token. */
  #mayPost(admission: Admission<true>): boolean {
    return !this.#tokens.isEmpty && !isRefusal(admission)
  }

  #openUniversal(link: Link, self_id: string | undefined): void {
    const dropped = tellDropped(this.#host.log, link.remote)
    // The newer one joins before the older one leaves: the account is never away.
    const joined = joinLink(link, { self_id, dropped }, this.#host)
    const { upstream } = joined
    this.#keep(joined)
    if (self_id === undefined) return void joined.ask()
    const replaced = this.#universal.get(self_id)
    this.#universal.set(self_id, upstream)
    upstream.closed.then(() => {
      if (this.#universal.get(self_id) === upstream) this.#universal.delete(self_id)
    })
    void replaced?.close(1008, 'a newer connection took over')
  }

  #openHalf(role: SplitRole, link: Link, self_id: string): void {
    const known = this.#split.get(self_id)
    if (known) return known.take(role, link)
    const dropped = tellDropped(this.#host.log, link.remote)
    const open: JoinSettings['open'] = (handler) => this.#openSplit(self_id, handler)
    const joined = new JoinedLink({ by: 'ws', open, dropped }, this.#host)
    this.#split.get(self_id)?.take(role, link)
    // Bound only now: the version is requested over the first connection.
    joined.bind(self_id)
    this.#keep(joined)
  }

  #openSplit(self_id: string, handler: SplitUpstreamHandler<OneBotEvent>): UpstreamEndpoint<ReplyValue> {
    const both = new SplitUpstream(handler, { reader: valueReader })
    this.#split.set(self_id, both)
    both.closed.then(() => this.#split.delete(self_id))
    return both
  }

  #keep({ upstream, known }: JoinedLink): void {
    const { remote } = upstream
    this.#upstreams.add(upstream)
    void known.then((account) => {
      if (!account) return
      const { self_id } = account
      this.#host.log.info({ account: self_id, remote }, `account ${self_id} is connected, from ${remote}`)
    })
    upstream.closed.then(({ code, reason }) => {
      this.#upstreams.delete(upstream)
      const text = `the connection from ${remote} is gone (${code} ${reason})`
      this.#host.log.warn({ remote, code, reason }, text)
    })
  }
}

function roleIn(request: IncomingMessage): Role | undefined {
  const header = request.headers['x-client-role']
  if (header) return readRole(header)
  const [last = ''] = /\/(?:api|event)\/?$/.exec(requestTarget(request).path) ?? []
  return roleOfPath(last) ?? 'Universal'
}

const selfIdIn = (request: IncomingMessage): string | undefined =>
  /^[1-9]\d*$/.exec(String(request.headers['x-self-id'] ?? ''))?.[0]
