import type { Segment, UnknownSegment } from '@rookery/protocol'

/** Text or segments to send. */
export type Said = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]

/**
 * One text, as an author may put it: a string with placeholders such as `{usage}`, some of which one is picked, or a
 * function. An empty string says nothing.
 */
export type Expression<P> = string | readonly string[] | ((about: P) => Said)
