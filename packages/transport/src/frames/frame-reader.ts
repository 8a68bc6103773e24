import type { FailureFacts } from '@rookery/protocol'
import type { TextFault } from './json-text.js'

/** A text that should be an event, as it was read. */
export type EventText<E> =
  | { readonly is: 'event'; readonly event: E }
  /** `looksLikeOne` covers only the part that was read. */
  | { readonly is: 'no event'; readonly fault?: TextFault | undefined; readonly looksLikeOne?: boolean }

/** Reads texts that should be events: the bodies of posts, and the data of a stream. */
export interface EventReader<E> {
  /** Reads a text; a promise for a large one that is read in slices of time. */
  event(text: Buffer): EventText<E> | Promise<EventText<E>>
}

/** Makes and reads replies. */
export interface ReplyReader<R> {
  /** Reads the body of an HTTP answer as a reply; undefined for anything else, which may come from a proxy in between. */
  answer(body: Buffer): R | undefined
  /** Makes the failed reply to a call that got none. */
  failure(retcode: number, reason: string, facts?: FailureFacts): R
}

/** Takes the frames of a connection, one call for each. */
export interface FrameSink<E, R> {
  event(event: E): void
  /** Gives a reply to the call that waits for its echo; false if none does. `isPart` announces more of them. */
  reply(echo: string | undefined, reply: R, isPart: boolean): boolean
  /** The frame is of no use. */
  dropped(why: string): void
}

/**
 * Reads the frames that an implementation sends: `E` is an event, `R` a reply. Who passes them on reads bytes
 * (`byteReader`), who acts on them reads values (`valueReader`).
 */
export interface FrameReader<E, R> extends EventReader<E>, ReplyReader<R> {
  /** Reads a frame; a promise for a large one that is read in slices of time. Later frames wait for it. */
  frame(bytes: Buffer, sink: FrameSink<E, R>): Promise<void> | undefined
}

/** The reply to a call that was never sent. */
export const unsent = <R>({ failure }: ReplyReader<R>, why: string): R =>
  failure(1503, `${why}; the call was not sent`, { outcome: 'unsent' })
