import { describe, expectTypeOf, test } from 'vitest'
import type { ActionName, Params } from './action-types.js'
import type { OneBotEvent } from './events.gen.js'

// These are checked by the compiler, with the types of all tests: `tsc -p tsconfig.tests.json`.

/** What `{ ...event, message }` is. */
type Spread<Event> = Omit<Event, 'message'> & { readonly message: string }

type RequiredKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T]

/** An action could take what holds all that it needs or, where it needs nothing, anything that it knows. */
type CouldTake<P, Given> = [RequiredKey<P>] extends [never]
  ? [keyof P & keyof Given] extends [never]
    ? false
    : true
  : RequiredKey<P> extends keyof Given
    ? true
    : false

type MisfitKey<P, Given> = {
  [K in keyof P & keyof Given & string]: Pick<Given, K> extends Pick<P, K> ? never : K
}[keyof P & keyof Given & string]

type NameOf<Event> = Event extends { notice_type: infer Name extends string }
  ? Event extends { notice_type: 'notify'; sub_type: infer Kind extends string }
    ? `notify.${Kind}`
    : Name
  : Event extends { message_type: infer Kind extends string; post_type: infer Class extends string }
    ? `${Class}.${Kind}`
    : Event extends { post_type: infer Class extends string }
      ? Class
      : never

/** `<parameter> of <event>` for all that does not fit although an action could take the event. */
type Misfit<Event, Name extends ActionName> = Event extends OneBotEvent
  ? {
      [Each in Name]: CouldTake<Params<Each>, Spread<Event>> extends true
        ? Spread<Event> extends Params<Each>
          ? never
          : `${MisfitKey<Params<Each>, Spread<Event>>} of ${NameOf<Event>}`
        : never
    }[Name]
  : never

/** It takes a list of users where every event has one. */
type ListTaker = 'set_group_kick_members'

type Exception =
  // May be missing in the event, so that whoever spreads it has to look first.
  | `user_id of ${'essence' | 'bot_offline' | 'rookery_gap'}`
  | `group_id of ${'message.private' | 'message_sent.private' | 'notify.poke_recall' | 'rookery_gap'}`
  | `group_name of ${'message.group' | 'message_sent.group'}`
  // Something else by the same name.
  | `file of ${'group_upload' | 'offline_file'}`
  | 'files of flash_file'
  | 'client of client_status'
  | 'message_type of message.guild'
  | `message_seq of ${'message' | 'message_sent'}.${'private' | 'group'}`

describe('every event', () => {
  test('can be spread into every action that could take it, but for these', () => {
    expectTypeOf<Misfit<OneBotEvent, Exclude<ActionName, ListTaker>>>().toEqualTypeOf<Exception>()
  })

  test('of one user cannot be taken for a list of users', () => {
    expectTypeOf<`user_id of ${'group_increase' | 'group_ban'}`>().toExtend<Misfit<OneBotEvent, ListTaker>>()
  })
})
