import type { Message as Segments } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import type { Explained } from '../explained.js'
import type { FaultRule } from '../faults/fault-rule.js'
import type { TranscriptLanguage } from '../transcript/index.js'
import type { GroupSpec, UserSpec } from '../world/world-spec.js'
import type { PageMessage, WorldPatch } from './world-view.js'

/*
 * What the page and the sandbox say to each other over the WebSocket `/live`: JSON, one object a message. The page asks
 * and is answered; all else comes by itself, first a snapshot, then what has changed.
 */

/** Something that the page asks for; the answer bears its number. */
export type PageRequest = { readonly id: number } & PageAsk

/** A request of the page, named by `ask`. */
export type PageAsk =
  /** Somebody does something. */
  | { readonly ask: 'act'; readonly by: number; readonly deed: Deed }
  | { readonly ask: 'online'; readonly self_id: number; readonly online: boolean }
  /** The messages of a chat before one, or the newest; the answer is a `HistoryPage`. */
  | { readonly ask: 'history'; readonly chat: string; readonly before_seq?: number; readonly count: number }
  /** What a merged forward holds: a `ForwardView`. */
  | { readonly ask: 'forward'; readonly forward_id: string }
  | { readonly ask: 'advance'; readonly by_ms: number }
  /** A chat from one message on, as a transcript. */
  | {
      readonly ask: 'transcript'
      readonly chat: string
      readonly from_seq: number
      readonly language: TranscriptLanguage
    }
  /** What was done with one thing on the wire, as a transcript. */
  | { readonly ask: 'wire_transcript'; readonly wire_id: number; readonly language: TranscriptLanguage }
  /** A test of what led to one thing on the wire, up to the last answer of a bot; refused as `no_test` where there is none. */
  | { readonly ask: 'wire_test'; readonly wire_id: number; readonly language: TranscriptLanguage }
  /** The last messages of a chat as a test. */
  | {
      readonly ask: 'chat_test'
      readonly chat: string
      readonly count: number
      readonly language: TranscriptLanguage
    }
  | { readonly ask: 'reset' }
  /** The world as a world file; the answer is its text. */
  | { readonly ask: 'export' }
  | { readonly ask: 'import'; readonly text: string }
  | { readonly ask: 'add_user'; readonly user: UserSpec }
  | { readonly ask: 'add_group'; readonly group: GroupSpec }
  | { readonly ask: 'add_fault'; readonly fault: FaultRule }
  | { readonly ask: 'clear_faults' }

/** What the sandbox says. */
export type PageFrame =
  | { readonly is: 'answer'; readonly id: number; readonly ok: true; readonly data: unknown }
  | {
      readonly is: 'answer'
      readonly id: number
      readonly ok: false
      readonly code: string
      readonly reason: string
      /** Short code of a refusal, or of a test that cannot be made. */
      readonly summary?: { readonly zh: string; readonly en: string }
    }
  /** Everything there is but the messages, which are asked for by chat. */
  | {
      readonly is: 'snapshot'
      readonly status: PageStatus
      readonly world: WorldPatch
      readonly notes: readonly PageNote[]
      readonly wire: readonly WireEntry[]
      /** Why bots did nothing about messages, as far as they say so. */
      readonly explained: readonly Explained[]
      readonly abilities: PageAbilities
    }
  | {
      readonly is: 'change'
      readonly world: WorldPatch
      readonly notes: readonly PageNote[]
      readonly wire: readonly WireEntry[]
      /** So many wire entries were left out, since there were too many at once. */
      readonly left_out: number
      readonly explained: readonly Explained[]
    }
  | ({ readonly is: 'info' } & PageStatus)

/** What nobody tells when it changes: it is looked at now and then. */
export interface PageStatus {
  readonly info: PageInfo
  readonly faults: readonly FaultRule[]
  /** How far the sandbox's clock is ahead of the machine's, to the second. */
  readonly ahead_ms: number
}

/** What this sandbox can do beyond deeds; the page shows nothing that cannot be done. */
export interface PageAbilities {
  readonly advance: boolean
  readonly worlds: boolean
}

/** How bots reach the sandbox, and who does. */
export interface PageInfo {
  readonly accounts: readonly PageAccountInfo[]
  /** The bot that was started beside the sandbox, where it does not run. */
  readonly bot?: PageBot
}

/** Why a bot does not run. */
export type PageBot =
  /** An error that it did not take; `at` is the place in its files, such as `src/bot.ts:3:1`. */
  | {
      readonly is: 'crashed'
      readonly text: string
      readonly at?: string
      readonly source?: string
      readonly frames: readonly string[]
    }
  /** It ended by itself; `lines` are what it printed last. */
  | { readonly is: 'ended'; readonly how: string; readonly lines: string }

/** Connections of one account: its addresses, and the number of bots on them. */
export interface PageAccountInfo {
  readonly self_id: number
  /** Where a bot connects to, or where the sandbox dials. */
  readonly urls: readonly PageLink[]
  /** How many bots are connected now. */
  readonly connected: number
}

/** One address by which bots and the sandbox reach each other. */
export interface PageLink {
  readonly type: 'http' | 'http-post' | 'ws' | 'ws-reverse' | 'sse'
  readonly url: string
  readonly token?: string
  /** The port that it would have, were it not taken. */
  readonly taken_port?: number
}

/** Something that was done beside what was said; it stands in its chat behind the message with that number. */
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
  /** The oldest first. */
  readonly messages: readonly PageMessage[]
  /** Whether there are older ones. */
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

/** One thing that went over the wire, or would have. */
export interface WireEntry {
  readonly id: number
  readonly kind: 'event' | 'call' | 'answer'
  readonly self_id: number
  readonly time_ms: number
  /** The action of a call or an answer; the type of an event, such as `notice.group_ban`. */
  readonly name: string
  /** Event, params, or answer. */
  readonly body: unknown
  /** What a call and its answer have in common. */
  readonly call_id?: number
}
