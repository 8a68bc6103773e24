import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeCall } from '@rookery/protocol'
import {
  admit,
  answerReply,
  executeCall,
  isRefusal,
  type Proof,
  proofOf,
  refuse,
  requestTarget,
  SseSink,
  serveHttpCall,
  TokenTable,
} from '@rookery/transport'
import type { FaultTarget } from '../faults/fault-rule.js'
import { faultyCalls } from '../faults/faulty-calls.js'
import type { HttpLinkSpec } from '../world/link-spec.js'
import { ArrivalGate } from './gate.js'
import { type LinkContext, lineOf, type NamedLink, reportingOf } from './link-context.js'

const KEEP_ALIVE_MS = 15_000

/** The HTTP API of an account, its event stream, and the files of its messages. */
export class HttpLink {
  readonly #context: LinkContext
  readonly #name: string
  readonly #spec: HttpLinkSpec
  readonly #tokens: TokenTable<true>
  readonly #line: FaultTarget
  readonly #gate = new ArrivalGate()
  readonly #streams = new Set<SseSink>()
  readonly #unwatch: () => void

  constructor(context: LinkContext, { name, spec }: NamedLink<HttpLinkSpec>) {
    this.#context = context
    this.#name = name
    this.#spec = spec
    this.#tokens = new TokenTable(spec.token ? [[spec.token, true]] : [])
    this.#line = lineOf(context, name, 'http')
    this.#unwatch = context.faults.watch(this.#line, this.#gate)
  }

  proof(request: IncomingMessage): Proof {
    return this.#context.media.isKeyed(request) ? 'secret' : proofOf(request, this.#tokens)
  }

  /** Answers one request; 500 for any internal failure. */
  request(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch(() => {
      if (!response.headersSent)
        refuse(request, response, { status: 500, reason: 'the sandbox could not answer' })
    })
  }

  async close(code: number, reason: string): Promise<void> {
    this.#unwatch()
    await Promise.all([...this.#streams].map((stream) => stream.close(code, reason)))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#gate.isShut) await this.#gate.opened()
    if (this.#context.serveMedia(request, response)) return
    const admission = admit(request, this.#tokens)
    if (isRefusal(admission)) return refuse(request, response, admission)
    if (this.#context.media.serveNamed(request, response)) return
    const { path } = requestTarget(request)
    if (path === '/_events') return this.#stream(request, response)
    const action = actionOf(path)
    if (action === undefined)
      return refuse(request, response, { status: 404, reason: `there is no ${path} here` })
    await this.#call(action, request, response)
  }

  async #call(action: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { alarms, calls, faults } = this.#context
    const breakOff = (): void => void response.socket?.destroy()
    const handler = faultyCalls(calls.by(this.#name), { line: this.#line, faults, alarms, breakOff })
    if (calls.knows(action)) return serveHttpCall(request, response, handler)
    // Unknown actions are answered before any other check; the reply suggests the nearest names.
    answerReply(response, await executeCall(handler, makeCall(action), () => {}))
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET') {
      return refuse(request, response, { status: 405, reason: '/_events takes GET' }, { Allow: 'GET' })
    }
    const { alarms, faults, outlet } = this.#context
    const { socket } = response
    const sink = new SseSink(response, {}, { idOf: outlet.backlog.idOf, keepAliveMs: KEEP_ALIVE_MS })
    const line = lineOf(this.#context, this.#name, 'sse')
    const unwatch = faults.watch(line, { hold: () => socket?.cork(), release: () => socket?.uncork() })
    this.#streams.add(sink)
    void sink.closed.then(() => {
      unwatch()
      this.#streams.delete(sink)
    })
    const lastEventId = request.headers['last-event-id']
    const tap = { line, faults, alarms, breakOff: () => void socket?.destroy() }
    outlet.open(
      sink,
      reportingOf(this.#spec),
      tap,
      lastEventId === undefined ? undefined : String(lastEventId),
    )
  }
}

/** The action in `/:action` or `/:action/`. */
function actionOf(path: string): string | undefined {
  const name = /^\/([^/]+)\/?$/.exec(path)?.[1]
  try {
    return name && decodeURIComponent(name)
  } catch {
    return undefined
  }
}
