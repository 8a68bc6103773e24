import type { IncomingMessage } from 'node:http'
import {
  admit,
  type Downstream,
  isRefusal,
  type Proof,
  proofOf,
  requestTarget,
  roleOfPath,
  TokenTable,
  type UpgradeAnswer,
} from '@rookery/transport'
import type { WsLinkSpec } from '../world/link-spec.js'
import { openFace } from './face.js'
import { type LinkContext, type NamedLink, reportingOf } from './link-context.js'

/** The WebSocket server of an account. */
export class ForwardLink {
  readonly #context: LinkContext
  readonly #named: NamedLink<WsLinkSpec>
  readonly #tokens: TokenTable<true>
  readonly #faces = new Set<Downstream>()

  constructor(context: LinkContext, named: NamedLink<WsLinkSpec>) {
    this.#context = context
    this.#named = named
    const { token } = named.spec
    this.#tokens = new TokenTable(token ? [[token, true]] : [])
  }

  proof(request: IncomingMessage): Proof {
    return proofOf(request, this.#tokens)
  }

  upgrade(request: IncomingMessage): UpgradeAnswer {
    const admission = admit(request, this.#tokens)
    if (isRefusal(admission)) return admission
    const { path: pathname } = requestTarget(request)
    const role = roleOfPath(pathname)
    if (!role) return { status: 404, reason: `there is no ${pathname} here; there are /, /api and /event` }
    const { name, spec } = this.#named
    return {
      open: (link) => {
        const face = openFace(this.#context, link, { name, kind: 'ws', reporting: reportingOf(spec), role })
        this.#faces.add(face)
        void face.closed.then(() => this.#faces.delete(face))
      },
    }
  }

  async close(code: number, reason: string): Promise<void> {
    await Promise.all([...this.#faces].map((face) => face.close(code, reason)))
  }
}
