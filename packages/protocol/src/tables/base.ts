/**
 * Declares how wide ids are, by merging. A gateway with ids beyond 2^53 sends them as exact decimal text; one
 * declaration makes every id in events and results say so:
 *
 * ```ts
 * declare module '@rookery/protocol' {
 *   interface Register { Id: number | string }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: only an interface can be merged into by an author's project
export interface Register {}

/** The number of an account, group or message, as events and results hold it. */
export type Id = Register extends { readonly Id: infer T } ? T : number

/** An id as parameters take it, whichever way the caller holds it; it is written as its table's wire type. */
export type IdInput = number | string | bigint

/** An object whose keys the tables do not name. */
export type JsonObject = { readonly [key: string]: unknown }
