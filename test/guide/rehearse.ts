import type { ClientOptions, HubOptions, UpstreamOptions } from '@rookery/hub'
import { signatureOf } from '@rookery/transport'
import { expect } from 'vitest'
import {
  askJson,
  httpImplementation,
  type PostReceiver,
  postEvent,
  postReceiver,
  reading,
} from '../../packages/hub/src/http-peers.fixture.js'
import type { Stage, TestClient } from '../../packages/hub/src/hub.fixture.js'
import {
  type Application,
  application,
  type DiallingAccount,
  dialledIn,
} from '../../packages/hub/src/peers.fixture.js'

type Body = Readonly<Record<string, unknown>>
type Upstream<Type> = Extract<UpstreamOptions, { type: Type }>
type Client<Type> = Extract<ClientOptions, { type: Type }>

/** What stands in for an implementation of a config. */
export interface SimulatedImplementation {
  readonly selfId: string
  readonly options: UpstreamOptions
  /** Comes to the hub, where it is the one that dials. */
  dial?(): Promise<unknown>
  emit(event: Body): unknown
  calls(): readonly string[]
}

/** What stands in for an application of a config. */
export interface SimulatedApplication {
  readonly options?: ClientOptions
  /** Comes to the hub, where it is the one that dials; else waits until the hub has come. */
  dial?(): Promise<unknown>
  events(): readonly Body[]
  /** Calls an action, and gives the reply. */
  call(action: string, params: Body): Promise<unknown>
}

/** How an application that the hub knows by its token comes: over one WebSocket, or over HTTP with events by SSE. */
export type Coming = 'ws' | 'http'

/** Starts a hub as a config has it, with simulated peers in all places, each on a port of its own. */
export async function rehearse(
  stage: Stage,
  options: HubOptions,
  coming: Coming,
): Promise<{
  readonly implementations: readonly SimulatedImplementation[]
  readonly applications: readonly SimulatedApplication[]
}> {
  const implementations = await Promise.all(
    options.upstreams.map((each, index) => implementationOf(stage, each, String(10001 + index))),
  )
  const configured = await Promise.all(options.clients.map((each) => applicationOf(stage, each, coming)))
  // Without clients the hub is open, and takes whoever comes.
  const applications = configured.length > 0 ? configured : [byToken(stage, undefined, coming)]
  await stage.start([], {
    ...options,
    listen: { ...options.listen, port: 0 },
    upstreams: implementations.map((each) => each.options),
    clients: configured.flatMap((each) => each.options ?? []),
  })
  for (const each of implementations) await each.dial?.()
  await expect.poll(() => stage.hub.accounts().length).toBe(implementations.length)
  for (const each of applications) await each.dial?.()
  return { implementations, applications }
}

function implementationOf(
  stage: Stage,
  options: UpstreamOptions,
  selfId: string,
): SimulatedImplementation | Promise<SimulatedImplementation> {
  if (options.type === 'ws') return listeningImplementation(stage, options, selfId)
  return options.type === 'http'
    ? implementationOverHttp(stage, options, selfId)
    : diallingImplementation(stage, options, selfId)
}

async function listeningImplementation(
  stage: Stage,
  options: Upstream<'ws'>,
  selfId: string,
): Promise<SimulatedImplementation> {
  const account = await stage.account(selfId, { token: options.token ?? '' })
  return {
    selfId,
    options: { ...options, url: movedTo(account.url, options.url) },
    emit: (event) => account.emit(event),
    calls: () => account.calls.map(({ action }) => action),
  }
}

function diallingImplementation(
  stage: Stage,
  options: Upstream<'ws-reverse'>,
  selfId: string,
): SimulatedImplementation {
  let account: DiallingAccount | undefined
  return {
    selfId,
    options,
    async dial() {
      account = await dialledIn(stage, options.path, selfId, {
        token: options.token ?? '',
        answer: () => ({ message_id: 1 }),
      })
    },
    emit: (event) => account?.emit({ time: 1, self_id: Number(selfId), ...event }),
    calls: () => account?.calls.map(({ action }) => String(action)) ?? [],
  }
}

async function implementationOverHttp(
  stage: Stage,
  options: Upstream<'http'>,
  selfId: string,
): Promise<SimulatedImplementation> {
  const served = await httpImplementation(stage, selfId, options.token)
  const { post } = options
  return {
    selfId,
    options: { ...options, url: movedTo(served.url, options.url) },
    async emit(event) {
      const text = JSON.stringify({ time: 1, self_id: Number(selfId), ...event })
      if (post) return expect((await postEvent(stage, post.path, text, post.secret)).status).toBe(204)
      await expect.poll(() => served.readers.length).toBe(1)
      served.emit(text)
    },
    calls: () => served.calls.map(({ action }) => action),
  }
}

function applicationOf(
  stage: Stage,
  options: ClientOptions,
  coming: Coming,
): SimulatedApplication | Promise<SimulatedApplication> {
  if (options.type === 'ws-reverse') return listeningApplication(stage, options)
  if (options.type === 'http-post') return postedApplication(stage, options)
  return { ...byToken(stage, options.token, coming), options }
}

/** Its connections for calls and for events are one and the same where the config has one address for both. */
async function listeningApplication(
  stage: Stage,
  options: Client<'ws-reverse'>,
): Promise<SimulatedApplication> {
  const { url, apiUrl, eventUrl } = options
  const main = url === undefined ? undefined : await application(stage)
  const api = apiUrl === undefined ? main : await application(stage)
  const event = eventUrl === undefined ? main : await application(stage)
  return {
    options: {
      ...options,
      ...(url !== undefined && main && { url: movedTo(main.url, url) }),
      ...(apiUrl !== undefined && api && { apiUrl: movedTo(api.url, apiUrl) }),
      ...(eventUrl !== undefined && event && { eventUrl: movedTo(event.url, eventUrl) }),
    },
    async dial() {
      await expect.poll(() => event?.texts.length).toBeGreaterThan(0)
    },
    events: () => bodiesOf(event).filter(({ post_type }) => post_type !== undefined),
    async call(action, params) {
      await expect.poll(() => api?.links.length).toBeGreaterThan(0)
      api?.links.at(-1)?.send([Buffer.from(JSON.stringify({ action, params, echo: action }))])
      const replies = (): Body[] => bodiesOf(api).filter(({ echo }) => echo === action)
      await expect.poll(() => replies().length).toBe(1)
      return replies()[0]
    },
  }
}

async function postedApplication(stage: Stage, options: Client<'http-post'>): Promise<SimulatedApplication> {
  const receiver = await postReceiver(stage)
  return {
    options: { ...options, url: movedTo(receiver.url, options.url) },
    events() {
      expectSignatures(receiver, options.secret)
      return receiver.events()
    },
    call: (action, params) => callOverHttp(stage, options.token, action, params),
  }
}

function expectSignatures({ posts }: PostReceiver, secret: string | undefined): void {
  for (const { headers, bytes } of posts)
    expect(headers['x-signature']).toBe(secret === undefined ? undefined : signatureOf(secret, bytes))
}

function byToken(stage: Stage, token: string | undefined, coming: Coming): SimulatedApplication {
  return coming === 'ws' ? overWebSocket(stage, token) : overHttp(stage, token)
}

function overWebSocket(stage: Stage, token: string | undefined): SimulatedApplication {
  let client: TestClient | undefined
  return {
    async dial() {
      client = await stage.opened('?self_id=all', bearer(token))
    },
    events: () => client?.events ?? [],
    call: async (action, params) => client?.call(action, params),
  }
}

function overHttp(stage: Stage, token: string | undefined): SimulatedApplication {
  let read = (): readonly Body[] => []
  return {
    async dial() {
      const reader = await reading(stage, '?self_id=all', bearer(token))
      read = () => reader.bodies
    },
    events: () => read(),
    call: (action, params) => callOverHttp(stage, token, action, params),
  }
}

async function callOverHttp(
  stage: Stage,
  token: string | undefined,
  action: string,
  params: Body,
): Promise<unknown> {
  const { json } = await askJson(stage, `/${action}`, JSON.stringify(params), bearer(token))
  return json
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { Authorization: `Bearer ${token}` }

/** The address of a config, at the port where what stands in for it listens. */
function movedTo(simulated: string, configured: string): string {
  const url = new URL(configured)
  url.host = new URL(simulated).host
  return url.href
}

const bodiesOf = (served: Application | undefined): Body[] =>
  (served?.texts ?? []).map((text) => JSON.parse(text) as Body)
