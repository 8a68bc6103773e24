import {
  isLoopback,
  type Listener,
  listen,
  type Proof,
  refuseWithoutUpgrade,
  requestTarget,
  roleOfPath,
} from '@rookery/transport'
import type { HttpLinkSpec, WsLinkSpec } from '../world/link-spec.js'
import { ForwardLink } from './forward-link.js'
import { HttpLink } from './http-link.js'
import type { LinkContext, NamedLink, OpenLink } from './link-context.js'
import { LinkError, linkError } from './link-error.js'

const LOOPBACK = '127.0.0.1'

/** The links of one port: at most one for HTTP and one for WebSockets. */
export interface PortSpec {
  readonly http?: NamedLink<HttpLinkSpec>
  readonly ws?: NamedLink<WsLinkSpec>
}

/** Groups links by port: an HTTP link and a WebSocket link that name the same port share it. */
export function portsOf(links: readonly NamedLink[]): readonly PortSpec[] {
  const ws = links.filter((each): each is NamedLink<WsLinkSpec> => each.spec.type === 'ws')
  const ports: PortSpec[] = []
  for (const each of links) {
    if (each.spec.type !== 'http') continue
    const partner = ws.findIndex(({ spec }) => spec.port !== 0 && addressOf(spec) === addressOf(each.spec))
    const [shared] = partner < 0 ? [] : ws.splice(partner, 1)
    ports.push({ http: each as NamedLink<HttpLinkSpec>, ...(shared && { ws: shared }) })
  }
  return [...ports, ...ws.map((each) => ({ ws: each }))]
}

const addressOf = (spec: NamedLink['spec']): string =>
  'port' in spec ? `${spec.host ?? LOOPBACK} ${spec.port}` : ''

/**
 * Listens on a port for its links.
 *
 * @throws LinkError with Node's code, such as `EADDRINUSE`; `no_token` for a link beyond loopback without a token.
 */
export async function openPort(context: LinkContext, { http, ws }: PortSpec): Promise<readonly OpenLink[]> {
  const first = http ?? ws
  if (!first) return []
  const { host = LOOPBACK, port } = first.spec
  for (const each of [http, ws]) if (each && !isLoopback(host)) refuseOpenDoor(context.self_id, each)
  const api = http && new HttpLink(context, http)
  const forward = ws && new ForwardLink(context, ws)
  const listener = await listen(
    { host, port, hosts: first.spec.hosts, keys: { hosts: 'hosts of the link' } },
    {
      proof: (request) => proofOfEither(forward?.proof(request), api?.proof(request)),
      upgrade: (request) => forward?.upgrade(request) ?? { status: 404, reason: 'no WebSockets here' },
      request: (request, response) => {
        if (!api || (forward && roleOfPath(requestTarget(request).path)))
          refuseWithoutUpgrade(request, response)
        else api.request(request, response)
      },
    },
  ).catch((cause: unknown) => {
    throw linkError(context.self_id, first.name, cause)
  })
  const served = [api && http && { ...http, link: api }, forward && ws && { ...ws, link: forward }]
  return served.flatMap((each) => (each ? [openLink(each, listener)] : []))
}

/** The stronger of two proofs. A port with two links has two tokens; each link then asks for its own. */
const proofOfEither = (...shown: readonly (Proof | undefined)[]): Proof =>
  shown.find((each) => each === 'secret') ??
  shown.find((each) => each !== undefined && each !== 'none') ??
  'none'

/** Refuses a link beyond loopback without a token: anybody who reaches the port could use the account. */
function refuseOpenDoor(self_id: number, { name, spec }: NamedLink<HttpLinkSpec | WsLinkSpec>): void {
  if (spec.token) return
  const reason = `listening on ${spec.host}, beyond loopback, needs a token`
  throw new LinkError('no_token', `account ${self_id}, link ${name}: ${reason}`)
}

function openLink(
  { name, spec, link }: NamedLink & { readonly link: HttpLink | ForwardLink },
  listener: Listener,
): OpenLink {
  const { url } = listener
  return {
    name,
    kind: spec.type,
    url: spec.type === 'http' ? url.replace(/^ws/, 'http') : url,
    async close(code, reason) {
      listener.stop()
      await link.close(code, reason)
      await listener.close()
    },
  }
}
