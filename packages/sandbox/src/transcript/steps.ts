import type { DeedName } from '../deeds/deeds.js'
import type { TranscriptWord } from './words.js'

/** One entry of a transcript. Names are resolved when it is played, to whoever has them then. */
export type TranscriptStep = {
  readonly line: number
} /** Changes the current chat: a group, a user in private, or two users. */ & (
  | { readonly is: 'chat'; readonly names: readonly TranscriptWord[] }
  /** A user says something; the content is as written, with codes and entities. */
  | { readonly is: 'said'; readonly by: TranscriptWord; readonly content: string }
  | { readonly is: 'wait'; readonly ms: number }
  /** A user does a deed. */
  | { readonly is: 'done'; readonly by: TranscriptWord; readonly deed: WrittenDeed }
)

/** A deed with its args as words, or with all of them as JSON values. */
export type WrittenDeed =
  | { readonly do: DeedName; readonly way: number; readonly words: Readonly<Record<string, TranscriptWord>> }
  | { readonly do: DeedName; readonly args: Readonly<Record<string, unknown>> }
