import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock } from './clock.js'
import type { Refusal } from './door.js'
import { requestTarget } from './request-target.js'
import { withoutTokens } from './shown-url.js'
import { WrongTokens } from './wrong-tokens.js'

/** A connection or request that was refused, as a log may show it: without query and headers, where tokens stand. */
export interface Refused extends Refusal {
  /** IP address of the other side. */
  readonly address: string
  readonly path: string
}

/** Doorkeepers by the sockets that came in through their listener. */
const keepers = new WeakMap<Duplex, Doorkeeper>()

/** Keeps what refusals have in common: they are told, and those who guess tokens are answered slower. */
export class Doorkeeper {
  readonly #tell: ((refused: Refused) => void) | undefined
  readonly #wrongTokens: WrongTokens

  constructor(tell?: (refused: Refused) => void, clock?: Clock) {
    this.#tell = tell
    this.#wrongTokens = new WrongTokens(clock)
  }

  /** Takes care of the refusals on a socket. */
  watch(socket: Duplex): void {
    keepers.set(socket, this)
  }

  /** Tells of a refusal, and runs `answer` at once or, where somebody guesses tokens, after a while. */
  refuse(request: IncomingMessage, refusal: Refusal, answer: () => void): void {
    const { remoteAddress } = request.socket
    this.#tell?.({
      ...refusal,
      address: remoteAddress ?? 'unknown',
      path: withoutTokens(requestTarget(request).path),
    })
    if (refusal.isGuess) this.#wrongTokens.refuse(remoteAddress, answer)
    else answer()
  }

  /** Answers at once whoever waits. */
  close(): void {
    this.#wrongTokens.close()
  }
}

/** Refuses a request through the doorkeeper of its listener, or at once where there is none. */
export function refusedBy(request: IncomingMessage, refusal: Refusal, answer: () => void): void {
  const keeper = keepers.get(request.socket)
  if (keeper) keeper.refuse(request, refusal, answer)
  else answer()
}
