import type { Segment, UnknownSegment } from '@rookery/protocol'

/** Text or segments to send. */
export type Said = string | Segment | UnknownSegment | readonly (Segment | UnknownSegment)[]

/**
 * One text, as an author may define it: a string with placeholders such as `{usage}`, a list of which one is picked at
 * random, or a function. An empty string sends nothing.
 */
export type Expression<P> = string | readonly string[] | ((about: P) => Said)
