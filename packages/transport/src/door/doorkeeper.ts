import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { withoutTokens } from '../describe/shown-url.js'
import type { Clock } from '../time/clock.js'
import type { Refusal } from './door.js'
import { requestTarget } from './request-target.js'
import { WrongTokens } from './wrong-tokens.js'

/** A connection or request that was refused, as a log may show it: without query and headers, where tokens stand. */
export interface Refused extends Refusal {
  /** IP address of the other side. */
  readonly address: string
  readonly path: string
}

/** Doorkeepers by the sockets that came in through their listener. */
const keepers = new WeakMap<Duplex, { readonly keeper: Doorkeeper; readonly address: string | undefined }>()

/** Keeps what refusals have in common: they are told, and those who guess tokens are answered slower. */
export class Doorkeeper {
  readonly #tell: ((refused: Refused) => void) | undefined
  readonly #wrongTokens: WrongTokens

  constructor(tell?: (refused: Refused) => void, clock?: Clock) {
    this.#tell = tell
    this.#wrongTokens = new WrongTokens(clock)
  }

  /** Takes care of the refusals on a socket. A socket that was closed meanwhile knows no address any more. */
  watch(socket: Socket): void {
    keepers.set(socket, { keeper: this, address: socket.remoteAddress })
  }

  /** Tells of a refusal, and runs `answer` at once or, where somebody guesses tokens, after a while. */
  refuse(request: IncomingMessage, address: string | undefined, refusal: Refusal, answer: () => void): void {
    const path = withoutTokens(requestTarget(request).path)
    this.#tell?.({ ...refusal, address: address ?? 'unknown', path })
    if (refusal.isGuess) this.#wrongTokens.refuse(address, answer)
    else answer()
  }

  /** Answers at once whoever waits. */
  close(): void {
    this.#wrongTokens.close()
  }
}

/** Refuses a request through the doorkeeper of its listener, or at once where there is none. */
export function refusedBy(request: IncomingMessage, refusal: Refusal, answer: () => void): void {
  const watched = keepers.get(request.socket)
  if (watched) watched.keeper.refuse(request, watched.address, refusal, answer)
  else answer()
}
