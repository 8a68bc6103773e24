import { defaultOptions } from '@rookery/hub'

const listen = { host: '127.0.0.1', port: 0 }

/** A hub in which nothing governs the traffic. */
export const ungoverned = {
  ...defaultOptions,
  listen,
  pace: 'off',
  askOnce: false,
  cache: false,
}

/** Limits that nothing here comes near. */
const HUGE = { count: 1_000_000, perMs: 1_000, burst: 1_000_000 }

/** Rights that hold for everything that is sent here, and a filter that all of it passes. */
const ENTRY = {
  actions: ['*'],
  groups: ['30001'],
  users: { deny: ['1'] },
  events: { not: { raw_message: { prefix: 'never ' } } },
}

/** A hub with all stages on, of which none limits anything. Its clients are those of `clientsWith`. */
export const governed = (clients) => ({
  ...defaultOptions,
  listen,
  pace: { account: HUGE, group: HUGE, user: HUGE },
  clients: clientsWith(clients, ENTRY),
})

/** So many entries with these keys. The token of each is its name. */
export const clientsWith = (count, entry) =>
  Array.from({ length: count }, (_, index) => ({ name: `bench${index}`, token: `bench${index}`, ...entry }))

/** The query with which one of these clients comes. */
export const queryOf = (index) => `?access_token=bench${index}`

/** A filter with so many rules by id, and so many by patterns of text. All of them are looked at: none fits what is sent here. */
export function filterOf({ ids, patterns = 0 }) {
  const texts = Array.from({ length: patterns }, (_, at) => ({
    raw_message: { regex: `^(?:cmd|命令)${at}\\s+\\w+$` },
  }))
  const people = Array.from({ length: ids }, (_, at) => ({ user_id: 500_000_000 + at }))
  return { not: { or: [...people, ...texts] } }
}
