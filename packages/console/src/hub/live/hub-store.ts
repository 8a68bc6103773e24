import type { LiveFrame, LogLine, SessionAnswer, TrafficWatch } from '../wire/wire.js'
import { AdminApi } from './admin-api.js'
import { ApiFailed } from './api-failed.js'
import { emptyHubPage, type HubPageState, withLines, withLiveFrame } from './hub-page-state.js'
import { LiveSocket } from './live-socket.js'
import { TrafficLog } from './traffic-log.js'

/** Delay before the page asks for its session again while the hub is away. */
const START_RETRY_MS = 1_500

/** A changed config, and the text that it was made from. */
export interface ConfigDraft {
  readonly text: string
  readonly base: string
}

/** Holds the state of the page, and speaks with the hub. */
export class HubStore {
  readonly api: AdminApi
  readonly traffic = new TrafficLog()
  /** A config that was changed and not saved, kept while other pages are looked at. */
  draft: ConfigDraft | undefined
  readonly #watchers = new Set<() => void>()
  #socket: LiveSocket | undefined
  #state: HubPageState = emptyHubPage

  /** @param base Address of `/api/admin/`, with a slash at its end. */
  constructor(base: URL) {
    this.api = new AdminApi(base, () => this.#end('expired'))
  }

  get state(): HubPageState {
    return this.#state
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Opens the session of the one-time link, else that of the cookie. */
  async start(link?: string): Promise<void> {
    try {
      const session = link === undefined ? undefined : await this.#loginBy(link)
      this.#enter(session ?? (await this.api.session()), link === undefined ? undefined : 'link_used')
    } catch (error) {
      if (!(error instanceof ApiFailed)) throw error
      this.#set({ status: 'lost' })
      setTimeout(() => void this.start(link), START_RETRY_MS)
    }
  }

  /** Opens a session by a token. @throws ApiFailed */
  async login(token: string): Promise<void> {
    this.#enter(await this.api.login({ token }))
  }

  async logout(): Promise<void> {
    await this.api.logout()
    this.#end('logged_out')
  }

  /** Asks for the traffic that passes a filter, or for none. */
  watchTraffic(filter: TrafficWatch | false): void {
    this.#set({ refused: undefined })
    this.#socket?.watch({ traffic: filter })
  }

  watchLog(isWanted: boolean): void {
    this.#socket?.watch({ log: isWanted })
  }

  /** Puts lines of the past before those that came meanwhile. */
  setLog(lines: readonly LogLine[]): void {
    this.#set({ log: withLines(withLines([], lines), this.#state.log) })
  }

  clearTraffic(): void {
    this.traffic.clear()
    this.#set({ traffic: this.traffic.version })
  }

  /** Dials at once, if the page waits to dial again. */
  hurry(): void {
    this.#socket?.hurry()
  }

  close(): void {
    this.#socket?.close()
    this.#socket = undefined
  }

  /** The session of a link; undefined if the link was used before. */
  async #loginBy(link: string): Promise<SessionAnswer | undefined> {
    try {
      return await this.api.login({ link })
    } catch (error) {
      if (error instanceof ApiFailed && error.status > 0) return undefined
      throw error
    }
  }

  #enter(session: SessionAnswer | undefined, ended?: 'link_used'): void {
    if (!session) return this.#set({ status: 'out', ended })
    this.close()
    this.#set({ session, ended: undefined })
    this.#socket = new LiveSocket(this.api.liveUrl, {
      told: (frame) => this.#take(frame),
      lost: () => this.#set({ status: 'lost' }),
      mayDial: () => this.#hasSession(),
    })
    this.#socket.dial()
  }

  async #hasSession(): Promise<boolean> {
    const session = await this.api.session()
    if (session) this.#set({ session })
    else this.#end('expired')
    return session !== undefined
  }

  #take(frame: LiveFrame): void {
    if (frame.type === 'bye' && frame.reason === 'logged_out') return this.#end('expired')
    if (frame.type !== 'traffic') return this.#set(withLiveFrame(this.#state, frame))
    this.traffic.add(frame.rows, frame.left_out)
    this.#set({ traffic: this.traffic.version })
  }

  #end(ended: 'expired' | 'logged_out'): void {
    this.close()
    if (ended === 'logged_out') this.draft = undefined
    this.traffic.clear()
    this.#set({ ...emptyHubPage, status: 'out', ended })
  }

  #set(change: Partial<HubPageState>): void {
    this.#state = { ...this.#state, ...change }
    for (const watcher of this.#watchers) watcher()
  }
}
