import type { Outgoing } from '../message/outgoing.js'

/**
 * One text, as an author may define it: a string with placeholders such as `{usage}`, a list of which one is picked at
 * random, or a function. An empty string sends nothing.
 */
export type Expression<P> = string | readonly string[] | ((about: P) => Outgoing)
