import type { Message as Segments } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import type { Explained } from '../explained.js'
import type { FaultRule } from '../faults/fault-rule.js'
import type { TranscriptLanguage } from '../transcript/index.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageMessage, WorldPatch } from './world-view.js'

/*
 * Messages between page and sandbox over the WebSocket `/live`: JSON, one object each. The page sends requests, which
 * are answered; the sandbox also pushes, first a snapshot, then changes.
 */

/** A request of the page; the answer repeats its number. */
export type PageRequest = { readonly id: number } & PageAsk

/** A request of the page, named by `ask`. */
export type PageAsk =
  /** A person does a deed. */
  | { readonly ask: 'act'; readonly by: number; readonly deed: Deed }
  | { readonly ask: 'online'; readonly self_id: number; readonly online: boolean }
  /** The messages of a chat before one, or the newest; answered with a `HistoryPage`. */
  | { readonly ask: 'history'; readonly chat: string; readonly before_seq?: number; readonly count: number }
  /** The content of a merged forward; answered with a `ForwardView`. */
  | { readonly ask: 'forward'; readonly forward_id: string }
  | { readonly ask: 'advance'; readonly by_ms: number }
  /** A chat from one message on, as a transcript. */
  | {
      readonly ask: 'transcript'
      readonly chat: string
      readonly from_seq: number
      readonly language: TranscriptLanguage
    }
  /** The deeds of one wire entry, as a transcript. */
  | { readonly ask: 'wire_transcript'; readonly wire_id: number; readonly language: TranscriptLanguage }
  /**
   * A test of what led to one wire entry, up to the last answer of a bot; refused as `no_test` if there can be none.
   */
  | { readonly ask: 'wire_test'; readonly wire_id: number; readonly language: TranscriptLanguage }
  /** The last messages of a chat as a test. */
  | {
      readonly ask: 'chat_test'
      readonly chat: string
      readonly count: number
      readonly language: TranscriptLanguage
    }
  | { readonly ask: 'reset' }
  /** The world as a world file; answered with its text. */
  | { readonly ask: 'export' }
  | { readonly ask: 'import'; readonly text: string }
  | { readonly ask: 'add_user'; readonly user: UserSpec }
  | { readonly ask: 'add_group'; readonly group: GroupSpec }
  | { readonly ask: 'add_fault'; readonly fault: FaultRule }
  | { readonly ask: 'clear_faults' }

/** A message of the sandbox to the page. */
export type PageFrame =
  | { readonly is: 'answer'; readonly id: number; readonly ok: true; readonly data: unknown }
  | {
      readonly is: 'answer'
      readonly id: number
      readonly ok: false
      readonly code: string
      readonly reason: string
      /** Short text of a refusal, or of a test that cannot be made. */
      readonly summary?: { readonly zh: string; readonly en: string }
    }
  /** The complete state except for messages, which the page requests by chat. */
  | {
      readonly is: 'snapshot'
      readonly status: PageStatus
      readonly world: WorldPatch
      readonly notes: readonly PageNote[]
      readonly wire: readonly WireEntry[]
      /** Bots' explanations of why they did nothing about messages. */
      readonly explained: readonly Explained[]
      readonly abilities: PageAbilities
    }
  | {
      readonly is: 'change'
      readonly world: WorldPatch
      readonly notes: readonly PageNote[]
      readonly wire: readonly WireEntry[]
      /** Number of wire entries left out, because there were too many at once. */
      readonly left_out: number
      readonly explained: readonly Explained[]
    }
  | ({ readonly is: 'info' } & PageStatus)

/** State that changes without an observation, and is polled. */
export interface PageStatus {
  readonly info: PageInfo
  readonly faults: readonly FaultRule[]
  /** Advance of the sandbox's clock over the machine's, to the second. */
  readonly ahead_ms: number
}

/** Optional abilities of this sandbox; the page hides controls for missing ones. */
export interface PageAbilities {
  readonly advance: boolean
  readonly worlds: boolean
}

/** How bots reach the sandbox, and how many are connected. */
export interface PageInfo {
  readonly accounts: readonly PageAccountInfo[]
  /** State of the bot that was started with the sandbox; absent while it runs. */
  readonly bot?: PageBot
}

/** Why a bot is not running. */
export type PageBot =
  /** An uncaught error; `at` is its place in the bot's files, such as `src/bot.ts:3:1`. */
  | {
      readonly is: 'crashed'
      readonly text: string
      readonly at?: string
      readonly source?: string
      readonly frames: readonly string[]
    }
  /** The process ended by itself; `lines` is its last output. */
  | { readonly is: 'ended'; readonly how: string; readonly lines: string }

/** Connections of one account: its addresses, and the number of bots on them. */
export interface PageAccountInfo {
  readonly self_id: number
  /** Addresses that bots connect to, or that the sandbox dials. */
  readonly urls: readonly PageLink[]
  /** Number of connected bots. */
  readonly connected: number
}

/** One address by which bots and the sandbox reach each other. */
export interface PageLink {
  readonly type: 'http' | 'http-post' | 'ws' | 'ws-reverse' | 'sse'
  readonly url: string
  readonly token?: string
  /** The configured port, if it was already taken. */
  readonly taken_port?: number
}

/** A deed other than a message. The chat shows it after the message with that number. */
export interface PageNote {
  readonly id: number
  readonly chat: string
  readonly after_seq: number
  readonly time_ms: number
  readonly by: number
  readonly do: string
  readonly args: Readonly<Record<string, unknown>>
}

/** A stretch of the messages of one chat, without a gap. */
export interface HistoryPage {
  readonly chat: string
  /** Oldest first. */
  readonly messages: readonly PageMessage[]
  /** Whether there are older messages. */
  readonly more: boolean
}

/** Content of a merged forward, one node per message; `time` is in unix seconds. */
export interface ForwardView {
  readonly nodes: readonly {
    readonly user_id: number
    readonly nickname: string
    readonly time: number
    readonly message: Segments
  }[]
}

/** An event, call or answer on the wire, or one that would have been sent. */
export interface WireEntry {
  readonly id: number
  readonly kind: 'event' | 'call' | 'answer'
  readonly self_id: number
  readonly time_ms: number
  /** Action of a call or an answer; type of an event, such as `notice.group_ban`. */
  readonly name: string
  /** The event, params or answer. */
  readonly body: unknown
  /** Number that a call and its answer share. */
  readonly call_id?: number
}
