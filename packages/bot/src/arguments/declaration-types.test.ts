import type { Id, ImageSegment, Message } from '@rookery/protocol'
import { describe, expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { createBot } from '../create-bot.js'
import type { ArgsOf, Checked } from './declaration-types.js'

// These are checked by the compiler, with the types of all tests: `tsc -p tsconfig.tests.json`.

describe('a declaration as a type', () => {
  test('makes the arguments that it names', () => {
    expectTypeOf<ArgsOf<'weather [city]'>>().toEqualTypeOf<{ city?: string }>()
    expectTypeOf<ArgsOf<'echo <text...>'>>().toEqualTypeOf<{ text: string }>()
    expectTypeOf<ArgsOf<'ping'>>().toEqualTypeOf<Record<never, never>>()
    expectTypeOf<ArgsOf<'note.add <what:message>'>>().toEqualTypeOf<{ what: Message }>()
    expectTypeOf<ArgsOf<'sum <n:number...>'>>().toEqualTypeOf<{ n: readonly number[] }>()
    expectTypeOf<ArgsOf<'find [pictures:image...]'>>().toEqualTypeOf<{
      pictures?: readonly ImageSegment['data'][]
    }>()
    expectTypeOf<
      ArgsOf<'ban <who:user> [time:duration] [--silent] [--reason <why>] [--for <t:duration>]'>
    >().toEqualTypeOf<{ who: Id; time?: number; silent: boolean; reason?: string; for?: number }>()
  })

  test('is anything where it is only known at run time', () => {
    expectTypeOf<ArgsOf<string>>().toEqualTypeOf<Readonly<Record<string, unknown>>>()
  })

  test('says in a sentence what is wrong', () => {
    expectTypeOf<
      Checked<'ban <who'>
    >().toEqualTypeOf<"cannot read '<who', expected <required>, [optional] or [--flag]">()
    expectTypeOf<
      Checked<'a [b] <c>'>
    >().toEqualTypeOf<'<c> is required and stands behind an optional one, which could not be told apart'>()
    expectTypeOf<
      Checked<'a <b...> <c>'>
    >().toEqualTypeOf<"'<c>' stands behind the rest of the line, which takes all there is">()
    expectTypeOf<
      Checked<'<a>'>
    >().toEqualTypeOf<"'<a>' has no name: begin with the command's name, as in 'weather [city]'">()
    expectTypeOf<Checked<'weather [city]'>>().toEqualTypeOf<'weather [city]'>()
  })
})

describe('a command', () => {
  const bot = createBot()

  test('has its arguments in the session', () => {
    bot.command(
      'types-ban <who:user> [time:duration] [--silent]',
      { in: 'group' },
      async ({ args, ctx, bot, event }) => {
        expectTypeOf(args).toEqualTypeOf<{ who: Id; time?: number; silent: boolean }>()
        expectTypeOf(event.group_id).toEqualTypeOf<Id>()
        const call = () => bot.set_group_ban({ ...ctx, user_id: args.who, duration: args.time ?? 60 })
        expectTypeOf(call).returns.resolves.toEqualTypeOf<null>()
      },
    )
    bot.command('types-echo <text...>', ({ args }) => args.text)
  })

  test('has what schemas and questions make of them', () => {
    const options = { args: { n: z.coerce.number() }, ask: { city: '哪个城市？' } } as const
    bot.command('types-roll [n] [city]', options, ({ args }) => {
      expectTypeOf(args).toEqualTypeOf<{ n?: number; city: string }>()
    })
    bot.command('types-weather [city]', { ask: { city: '哪个城市？' } }, ({ args }) => args.city.trim())
  })

  test('narrows its event by where it listens, also from its group', () => {
    const group = bot.group('types', { in: 'group' })
    group.command('a', ({ event }) => void expectTypeOf(event.group_id).toEqualTypeOf<Id>())
    group.command(
      'b [x]',
      { hidden: true },
      ({ event }) => void expectTypeOf(event.group_id).toEqualTypeOf<Id>(),
    )
    bot.command('types-any', ({ event }) => {
      // @ts-expect-error a private message may have no group
      void event.anonymous
    })
  })

  test('does not compile where it is wrong', () => {
    const never = () => {
      // @ts-expect-error not closed
      bot.command('ban <who', () => {})
      // @ts-expect-error no such type
      bot.command('ban <who:usr>', () => {})
      // @ts-expect-error no argument m
      bot.command('a <n>', { args: { m: z.string() } }, () => {})
      // @ts-expect-error no argument m
      bot.command('a <n>', { ask: { m: '?' } }, () => {})
      // @ts-expect-error aliases are of one command
      bot.group('a', { aliases: ['b'] })
    }
    expectTypeOf(never).toBeFunction()
  })
})
