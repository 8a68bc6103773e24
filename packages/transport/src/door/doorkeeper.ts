import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { withoutTokens } from '../describe/shown-url.js'
import type { Clock } from '../time/clock.js'
import type { Refusal } from './door.js'
import { requestTarget } from './request-target.js'
import { WrongTokens } from './wrong-tokens.js'

/** A refused connection or request, in a form for logs: without query and headers, which may hold tokens. */
export interface Refused extends Refusal {
  /** IP address of the other side. */
  readonly address: string
  readonly path: string
}

/** Doorkeepers by the sockets of their listener. */
const keepers = new WeakMap<Duplex, { readonly keeper: Doorkeeper; readonly address: string | undefined }>()

/** Handles all refusals: reports them, and delays the answers to peers that guess tokens. */
export class Doorkeeper {
  readonly #tell: ((refused: Refused) => void) | undefined
  readonly #wrongTokens: WrongTokens

  constructor(tell?: (refused: Refused) => void, clock?: Clock) {
    this.#tell = tell
    this.#wrongTokens = new WrongTokens(clock)
  }

  /** Registers a socket. Its address is read now, because a closed socket has none. */
  watch(socket: Socket): void {
    keepers.set(socket, { keeper: this, address: socket.remoteAddress })
  }

  /** Reports a refusal, and runs `answer`: at once, or after a delay if the address guesses tokens. */
  refuse(request: IncomingMessage, address: string | undefined, refusal: Refusal, answer: () => void): void {
    const path = withoutTokens(requestTarget(request).path)
    this.#tell?.({ ...refusal, address: address ?? 'unknown', path })
    if (refusal.isGuess) this.#wrongTokens.refuse(address, answer)
    else answer()
  }

  /** Answers all held-back requests at once. */
  close(): void {
    this.#wrongTokens.close()
  }
}

/** Refuses a request through the doorkeeper of its listener; at once if it has none. */
export function refusedBy(request: IncomingMessage, refusal: Refusal, answer: () => void): void {
  const watched = keepers.get(request.socket)
  if (watched) watched.keeper.refuse(request, watched.address, refusal, answer)
  else answer()
}
