import { isLoopback, isWellKnownToken } from '@rookery/transport'
import { HubError } from '../errors.js'
import type { HubOptions, UpstreamOptions } from '../options.js'

/** A token that a way in asks for, and its owner. */
interface Key {
  readonly owner: string
  readonly key: string | undefined
}

/**
 * Refuses to listen beyond loopback if some way in, for applications or implementations, has no token or a guessable
 * one. @throws HubError `open_door`
 */
export function refuseOpenDoors(options: HubOptions): void {
  const { host } = options.listen
  if (isLoopback(host)) return
  const clients = clientKeys(options)
  if (clients.every(({ key }) => !key))
    throw new HubError('open_door', `listening on ${host} needs listen.token or a client with a token`)
  const upstreams = options.upstreams.flatMap((each) => upstreamKey(each) ?? [])
  const open = upstreams.find(({ key }) => !key)
  if (open) throw new HubError('open_door', `listening on ${host} needs a ${open.owner}`)
  const guessed = [...clients, ...upstreams].find(({ key }) => key && isWellKnownToken(key))
  if (guessed)
    throw new HubError(
      'open_door',
      `listening on ${host} needs another ${guessed.owner}: strangers guess this one`,
    )
}

/** Tokens of clients that come in. The token of a dialled client is for that client's own server. */
const clientKeys = ({ listen, clients }: HubOptions): Key[] => [
  { owner: 'listen.token', key: listen.token },
  ...clients.flatMap((each) =>
    each.type === 'ws-reverse'
      ? []
      : [{ owner: `token for client ${each.name}`, key: each.token ?? each.tokenSha256 }],
  ),
]

function upstreamKey(each: UpstreamOptions): Key | undefined {
  if (each.type === 'ws-reverse') return { owner: `token for upstream ${each.name}`, key: each.token }
  if (each.type !== 'http' || !each.post) return undefined
  return { owner: `post.secret for upstream ${each.name}`, key: each.post.secret }
}
