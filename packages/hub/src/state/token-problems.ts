import type { HubOptions } from '../options.js'
import type { Problem } from './problem.js'
import type { StateContext } from './state-context.js'

/** Tokens with fewer characters can be guessed. */
const SHORTEST = 16

/** Problems of tokens that are too short. */
export const tokenProblems = ({ options, startedAt }: StateContext): Problem[] =>
  tokensIn(options).flatMap(([key, token]): Problem[] =>
    token === undefined || token === '' || token.length >= SHORTEST
      ? []
      : [
          {
            kind: 'token_short',
            severity: 'warning',
            subject: key,
            since: startedAt,
            text: `the token ${key} has ${token.length} characters`,
            advice: `Use a random one of at least ${SHORTEST} characters.`,
            fields: { key, characters: token.length },
          },
        ],
  )

/** Tokens by which somebody comes in. That of a dialled client or implementation is for its own server. */
function tokensIn({ listen, clients, upstreams }: HubOptions): [key: string, token: string | undefined][] {
  return [
    ['listen.token', listen.token],
    ...clients.flatMap((each): [string, string | undefined][] =>
      each.type === 'ws-reverse' ? [] : [[`of client ${each.name}`, each.token]],
    ),
    ...upstreams.flatMap((each): [string, string | undefined][] =>
      each.type === 'ws-reverse' ? [[`of upstream ${each.name}`, each.token]] : [],
    ),
  ]
}
