import type { HistoryPage, PageFrame, PageMember, PageMessage, PageRequest } from '@rookery/sandbox'
import { h, options, render, type VNode } from 'preact'
import { PageStore } from '../live/store.js'
import { App } from './app.js'

const MEMBERS = 500
const MESSAGES = 1_000
const GROUP_ID = 30_001
export const GROUP = `group:${GROUP_ID}`
export const ALICE = 20_001
export const BOT = 10_000

/** A socket whose frames the test supplies. */
class FakeSocket {
  static readonly OPEN = 1
  static last: FakeSocket
  /** The number of the newest message. */
  static lastSeq = MESSAGES
  readonly readyState = FakeSocket.OPEN
  onopen?: () => void
  onmessage?: (message: { readonly data: string }) => void
  onclose?: () => void

  constructor() {
    FakeSocket.last = this
  }

  send(text: string): void {
    const request = JSON.parse(text) as PageRequest
    const data = request.ask === 'history' ? historyOf(request.chat, FakeSocket.lastSeq) : undefined
    this.tell({ is: 'answer', id: request.id, ok: true, data })
  }

  tell(frame: PageFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

/** The whole page in a DOM without layout, on a group of 500 members and 1,000 messages; counts rendered components. */
export class PageStage {
  readonly #counts = new Map<string, number>()

  /** Renders the page, with the member list and the tools open if requested. */
  static async open(): Promise<PageStage> {
    Object.assign(globalThis, { WebSocket: FakeSocket })
    Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 800 })
    Object.assign(window, { innerWidth: 1280 })
    location.hash = `#${ALICE}/${GROUP}`
    document.body.innerHTML = '<div id="app"></div>'
    FakeSocket.lastSeq = MESSAGES
    const stage = new PageStage()
    const root = document.getElementById('app')
    if (root) render(h(App, { store: new PageStore('ws://page') }), root)
    FakeSocket.last.onopen?.()
    await shown('.page-tools')
    // Effects run after the browser has painted.
    await new Promise((done) => setTimeout(done, 100))
    FakeSocket.last.tell(snapshot())
    await shown('.message')
    document.querySelector<HTMLElement>('.chat-head button[aria-label="Members"]')?.click()
    await shown('.member-list .person')
    await stage.#quiet()
    return stage
  }

  /** Components rendered for a frame, by name. */
  async drawnFor(frame: PageFrame): Promise<Readonly<Record<string, number>>> {
    this.#counts.clear()
    FakeSocket.last.tell(frame)
    await this.#quiet()
    return Object.fromEntries(this.#counts)
  }

  /** A frame with a new message of the group, and the event that a bot receives for it. */
  nextMessage(): PageFrame {
    const message = messageOf(++FakeSocket.lastSeq)
    const chats = { set: [{ key: GROUP, last_seq: message.seq, last: message }], gone: [] }
    const event = { id: message.seq, self_id: BOT, time_ms: message.time * 1000, name: 'message.group' }
    return changeOf({ messages: [message], chats }, [{ ...event, kind: 'event', body: message }])
  }

  /** Waits until rendering has settled. */
  async #quiet(): Promise<void> {
    const stop = this.#watch()
    for (let still = 0, before = -1; still < 3; before = this.#drawn) {
      await new Promise((done) => setTimeout(done, 20))
      still = this.#drawn === before ? still + 1 : 0
    }
    stop()
  }

  get #drawn(): number {
    return [...this.#counts.values()].reduce((sum, times) => sum + times, 0)
  }

  close(): void {
    const root = document.getElementById('app')
    if (root) render(null, root)
  }

  /** Preact calls `__r` before rendering a component. */
  #watch(): () => void {
    const hooks = options as { __r?: ((vnode: VNode) => void) | undefined }
    const before = hooks.__r
    hooks.__r = (vnode) => {
      // Preact's own components have one-letter names; the wrappers of `memo` render nothing themselves.
      const name = typeof vnode.type === 'function' ? vnode.type.name : ''
      if (name.length > 1 && name !== 'Memo') this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
      before?.(vnode)
    }
    return () => {
      hooks.__r = before
    }
  }
}

async function shown(selector: string): Promise<void> {
  while (!document.querySelector(selector)) await new Promise((done) => setTimeout(done, 5))
}

export function changeOf(
  world: Partial<Extract<PageFrame, { is: 'change' }>['world']>,
  wire: Extract<PageFrame, { is: 'change' }>['wire'] = [],
): PageFrame {
  return { is: 'change', world: { media_url: '', ...world }, notes: [], wire, left_out: 0, explained: [] }
}

export const memberOf = (user_id: number): PageMember => ({
  user_id,
  role: user_id === ALICE ? 'owner' : 'member',
  card: '',
  title: '',
  muted_until: 0,
})

export const groupOf = (members: readonly PageMember[]) => ({
  group_id: GROUP_ID,
  group_name: 'Penguins',
  whole_ban: false,
  essence: [],
  members: { set: members, plain: [], gone: [] },
})

const userIds = [BOT, ...Array.from({ length: MEMBERS - 1 }, (_, at) => ALICE + at)]

const messageOf = (seq: number): PageMessage => ({
  message_id: seq,
  chat: GROUP,
  seq,
  time: 1_700_000_000 + seq,
  sender_id: ALICE + (seq % 7),
  message: [{ type: 'text', data: { text: `message ${seq}` } }] as never,
  reactions: [],
})

const historyOf = (chat: string, count: number): HistoryPage => ({
  chat,
  messages: chat === GROUP ? Array.from({ length: count }, (_, at) => messageOf(at + 1)) : [],
  more: false,
})

const snapshot = (): PageFrame => ({
  is: 'snapshot',
  status: { info: { accounts: [{ self_id: BOT, connected: 1, urls: [] }] }, faults: [], ahead_ms: 0 },
  world: {
    media_url: '',
    users: { set: userIds.map((user_id) => ({ user_id, nickname: `u${user_id}` })), gone: [] },
    accounts: { set: [{ self_id: BOT, online: true }], gone: [] },
    friends: { set: userIds.slice(2, 40).map((user_id) => ({ user_id, friends: [ALICE] })), gone: [] },
    groups: { set: [groupOf(userIds.map(memberOf))], gone: [] },
    chats: { set: [{ key: GROUP, last_seq: MESSAGES, last: messageOf(MESSAGES) }], gone: [] },
  },
  notes: [],
  wire: [],
  explained: [],
  abilities: { advance: true, worlds: true },
})
