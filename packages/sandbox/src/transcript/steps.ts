import type { DeedName } from '../deeds/deeds.js'
import type { Word } from './words.js'

/** What one entry of a transcript says. Names are not looked up yet: they mean whoever has them when it is played. */
export type TranscriptStep = {
  readonly line: number
} /** From here on it is this chat: a group, a user in private, or two users. */ & (
  | { readonly is: 'chat'; readonly names: readonly Word[] }
  /** Somebody says something; the content is as written, with codes and entities. */
  | { readonly is: 'said'; readonly by: Word; readonly content: string }
  | { readonly is: 'wait'; readonly ms: number }
  /** Somebody does something. */
  | { readonly is: 'done'; readonly by: Word; readonly deed: WrittenDeed }
)

/** A deed with its args as words, or with all of them as they are. */
export type WrittenDeed =
  | { readonly do: DeedName; readonly way: number; readonly words: Readonly<Record<string, Word>> }
  | { readonly do: DeedName; readonly args: Readonly<Record<string, unknown>> }
