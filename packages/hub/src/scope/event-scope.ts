import type { JudgedEvent } from './judged-event.js'

/** Decides which events somebody sees, by the events as they were received. */
export interface EventScope {
  /** Identity of the verdicts: equal keys mean equal verdicts. Short, since views and feeds are found by it. */
  readonly key: string
  /** Gives the same verdict whenever it is asked about an event. */
  sees(event: JudgedEvent): boolean
}

/** Joins scopes into one that sees what all of them see, asked in this order; undefined if there is none. */
export function commonScope(scopes: readonly (EventScope | undefined)[]): EventScope | undefined {
  const given = scopes.filter((each) => each !== undefined)
  const [first] = given
  if (given.length < 2) return first
  return {
    key: JSON.stringify(given.map(({ key }) => key)),
    sees: (event) => given.every((each) => each.sees(event)),
  }
}
