import type { IncomingMessage } from 'node:http'
import { dial } from './dial/dial.js'
import { requestTarget } from './door/request-target.js'
import { Downstream } from './downstream/downstream.js'
import { describeEndpoints, type Join } from './endpoints.conformance.js'
import { byteReader } from './frames/byte-reader.js'
import { Servers } from './http/http.fixture.js'
import { HttpCaller } from './http-api/http-caller.js'
import { serveHttpCall } from './http-api/serve-http-call.js'
import { Poster } from './http-post/poster.js'
import { receivePost } from './http-post/receive-post.js'
import { type Role, readRole, roleOfPath } from './link/role.js'
import { listen } from './listen/listen.js'
import { pair } from './pair.js'
import { dialSse } from './sse/dial-sse.js'
import { SseSink } from './sse/sse-sink.js'
import { SplitUpstream } from './upstream/split-upstream.js'
import { Upstream } from './upstream/upstream.js'
import type { WsLink } from './ws/ws-link.js'

/** A connection on loopback by its role, seen from both ends. */
interface Connection {
  readonly role: Role | undefined
  readonly accepted: WsLink
  readonly dialled: WsLink
}

/** Dials a listener once for each URL or header that names a role. */
async function connected(
  dials: readonly { readonly path?: string; readonly headers?: Readonly<Record<string, string>> }[],
  roleOf: (request: IncomingMessage) => Role | undefined,
): Promise<{ connections: Connection[]; close(): Promise<void> }> {
  const waiting: ((end: { role: Role | undefined; link: WsLink }) => void)[] = []
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      upgrade: (request) => ({ open: (link) => waiting.shift()?.({ role: roleOf(request), link }) }),
      request: (_request, response) => response.end(),
    },
  )
  const diallings: { close(code: number, reason: string): Promise<void> }[] = []
  const connections: Connection[] = []
  for (const { path = '/', headers = {} } of dials) {
    const accepted = new Promise<{ role: Role | undefined; link: WsLink }>((resolve) => waiting.push(resolve))
    const dialled = await new Promise<WsLink>((open) => {
      diallings.push(dial({ url: listener.url + path, headers }, { open, lost() {} }))
    })
    const { role, link } = await accepted
    connections.push({ role, accepted: link, dialled })
  }
  const close = async (): Promise<void> => {
    await Promise.all(diallings.map((each) => each.close(1000, 'done')))
    await listener.close()
  }
  return { connections, close }
}

const overMemory: Join = async (application, implementation) => {
  const { upstream, downstream } = pair(application, implementation)
  return {
    upstream,
    sink: downstream,
    sendRaw: (bytes) => upstream.link.send([bytes]),
    hangUp: () => downstream.close(1012, 'restarting'),
    close: () => upstream.close(1000, 'done'),
  }
}

const overOne =
  (dials: 'application' | 'implementation'): Join =>
  async (application, implementation) => {
    const { connections, close } = await connected([{}], () => 'Universal')
    const [connection] = connections
    if (!connection) throw new TypeError('not connected')
    const { accepted, dialled } = connection
    const [ours, theirs] = dials === 'application' ? [dialled, accepted] : [accepted, dialled]
    const upstream = new Upstream(ours, application, { reader: byteReader })
    const downstream = new Downstream(theirs, implementation)
    return {
      upstream,
      sink: downstream,
      sendRaw: (bytes) => ours.send([bytes]),
      hangUp: () => downstream.close(1012, 'restarting'),
      close,
    }
  }

const overTwo =
  (dials: 'application' | 'implementation'): Join =>
  async (application, implementation) => {
    const { connections, close } =
      dials === 'application'
        ? await connected([{ path: '/api/' }, { path: '/event' }], (request) =>
            roleOfPath(requestTarget(request).path),
          )
        : await connected(
            [{ headers: { 'X-Client-Role': 'Api' } }, { headers: { 'X-Client-Role': 'Event' } }],
            (request) => readRole(request.headers['x-client-role']),
          )
    const upstream = new SplitUpstream(application, { reader: byteReader })
    const sides = new Map<Role, { ours: WsLink; downstream: Downstream }>()
    for (const { role, accepted, dialled } of connections) {
      if (role !== 'API' && role !== 'Event') throw new TypeError(`no role of its own: ${role}`)
      const [ours, theirs] = dials === 'application' ? [dialled, accepted] : [accepted, dialled]
      upstream.take(role, ours)
      sides.set(role, { ours, downstream: new Downstream(theirs, implementation, { role }) })
    }
    const [api, event] = [sides.get('API'), sides.get('Event')]
    if (!api || !event) throw new TypeError('not connected')
    return {
      upstream,
      sink: event.downstream,
      sendRaw: (bytes) => api.ours.send([bytes]),
      hangUp: () => Promise.all([api, event].map((each) => each.downstream.close(1012, 'restarting'))),
      close,
    }
  }

const overHttpPost: Join = async (application, implementation) => {
  const [ours, theirs] = [new Servers(), new Servers()]
  const api = await theirs.http((request, response) => void serveHttpCall(request, response, implementation))
  const secret = 's3cret-测试'
  const handler = {
    event: (event: Parameters<typeof application.event>[0]) => application.event(event) ?? undefined,
  }
  const url = await ours.http(
    (request, response) =>
      void receivePost(request, response, { reader: byteReader, ...handler }, { secret }),
  )
  const upstream = new HttpCaller({ reader: byteReader, url: api })
  const sink = new Poster({ url, secret }, implementation)
  return {
    upstream,
    sink,
    hangUp: () => Promise.all([theirs.close(), sink.close(1012, 'restarting')]),
    close: () =>
      Promise.all([upstream.close(1000, 'done'), sink.close(1000, 'done'), ours.close(), theirs.close()]),
  }
}

const overSse: Join = async (application, implementation) => {
  const theirs = new Servers()
  let accept: (sink: SseSink) => void = () => {}
  const accepted = new Promise<SseSink>((resolve) => {
    accept = resolve
  })
  const url = await theirs.http((request, response) => {
    if (request.url === '/_events') accept(new SseSink(response, implementation))
    else void serveHttpCall(request, response, implementation)
  })
  const upstream = new HttpCaller({ reader: byteReader, url })
  const dialling = dialSse(
    { url: `${url}/_events` },
    {
      reader: byteReader,
      open() {},
      lost() {},
      event: (event) => application.event(event),
      dropped: (why) => application.dropped?.(why),
    },
  )
  const sink = await accepted
  return {
    upstream,
    sink,
    hangUp: () => theirs.close(),
    close: () => Promise.all([upstream.close(1000, 'done'), dialling.close(1000, 'done'), theirs.close()]),
  }
}

const overHttp = {
  parts: 'a request has one answer',
  'late answers': 'the request is broken off, and nobody hears a later answer',
  'close codes': 'HTTP has none',
  'unreadable calls': 'there is no echo to give back; the statuses are tested in http-api.test.ts',
} as const

describeEndpoints('memory', overMemory)
describeEndpoints('ws (the application dials)', overOne('application'))
describeEndpoints('ws-reverse (the implementation dials)', overOne('implementation'))
describeEndpoints('ws with split roles (the application dials both)', overTwo('application'))
describeEndpoints('ws-reverse with split roles (the implementation dials both)', overTwo('implementation'))
describeEndpoints('http and http-post', overHttpPost, {
  ...overHttp,
  rubbish: 'what is no event is refused with 400; tested in receive-post.test.ts',
})
describeEndpoints('http and sse', overSse, overHttp)
