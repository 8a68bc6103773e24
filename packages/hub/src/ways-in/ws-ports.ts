import {
  type Alarm,
  type Clock,
  isRefusal,
  type Listener,
  type ListenSettings,
  listen,
  refuseWithoutUpgrade,
  systemClock,
  TransportError,
  type UpgradeAnswer,
} from '@rookery/transport'
import type { HubOptions } from '../options.js'
import type { FrontDoor } from './front-door.js'

/** The ports of `get_ws_port`, each for one client and closed with it. */
export class WsPorts {
  readonly #listen: Omit<ListenSettings, 'port'>
  readonly #options: Pick<HubOptions, 'wsPort'>
  readonly #door: FrontDoor
  readonly #clock: Clock
  readonly #open = new Set<Listener>()
  /** Ports that are open or opening, so that two requests do not try the same one. */
  readonly #taken = new Set<number>()
  #isClosed = false

  constructor(
    listenSettings: Omit<ListenSettings, 'port'>,
    options: Pick<HubOptions, 'wsPort'>,
    door: FrontDoor,
  ) {
    this.#listen = listenSettings
    this.#options = options
    this.#door = door
    this.#clock = listenSettings.clock ?? systemClock
  }

  /**
   * Opens a port. Returns its number once it listens. @throws TransportError when the range is used up, or the system
   * has no more ports or file descriptors.
   */
  async open(): Promise<number> {
    const { range } = this.#options.wsPort
    if (!range) return (await this.#listenOn(0)).port
    for (let port = range[0]; port <= range[1]; port++) {
      if (this.#taken.has(port)) continue
      this.#taken.add(port)
      try {
        return (await this.#listenOn(port)).port
      } catch (error) {
        this.#taken.delete(port)
        if (!(error instanceof TransportError && /^(?:EADDRINUSE|EACCES)$/.test(error.code))) throw error
      }
    }
    throw new TransportError('exhausted', `no port from ${range[0]} to ${range[1]} is free`)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#open].map((each) => this.#close(each)))
  }

  async #listenOn(port: number): Promise<Listener> {
    let state: 'free' | 'asked' | 'used' = 'free'
    // A client may connect before the wait for it begins.
    const isUsed = (): boolean => state === 'used'
    let cancel: Alarm = () => {}
    const listener = await listen(
      { ...this.#listen, port },
      {
        proof: (request) => this.#door.proof(request),
        upgrade: async (request): Promise<UpgradeAnswer> => {
          if (state !== 'free') return { status: 409, reason: 'this port serves one client, and has one' }
          state = 'asked'
          request.socket.once('close', () => {
            if (state === 'asked') state = 'free'
          })
          const answer = await this.#door.upgrade(request, 'Universal', {
            opened: () => {
              state = 'used'
              cancel()
            },
          })
          if (isRefusal(answer)) {
            state = 'free'
            return answer
          }
          return {
            ...answer,
            open: (link) => {
              answer.open(link)
              link.closed.then(() => this.#close(listener))
            },
          }
        },
        request: refuseWithoutUpgrade,
      },
    )
    if (this.#isClosed) {
      await listener.close()
      throw new TransportError('closed', 'the hub stops')
    }
    this.#open.add(listener)
    if (!isUsed()) cancel = this.#clock.after(this.#options.wsPort.timeoutMs, () => this.#close(listener))
    return listener
  }

  async #close(listener: Listener): Promise<void> {
    if (!this.#open.delete(listener)) return
    await listener.close()
    this.#taken.delete(listener.port)
  }
}
