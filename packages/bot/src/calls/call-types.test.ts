import type { ActionName, Result } from '@rookery/protocol'
import { describe, expectTypeOf, it } from 'vitest'
import type { Bot, BotMethods } from '../bot/bot.js'

type OwnNames = Exclude<keyof BotMethods, symbol>

describe('the types of calls', () => {
  it('know every action, its params and its result', () => {
    expectTypeOf<Bot['send_group_msg']>().returns.resolves.toEqualTypeOf<Result<'send_group_msg'>>()
    expectTypeOf<Bot['send_group_msg']>().parameter(0).toHaveProperty('group_id')
    // No params are needed for these, and those of that one are.
    expectTypeOf<Parameters<Bot['get_login_info']>>().toExtend<[params?: object, options?: object]>()
    expectTypeOf<[]>().not.toExtend<Parameters<Bot['get_msg']>>()
  })

  it('are those of one implementation where that is said', () => {
    type NapCat = Bot<'napcat'>
    type GoCqhttp = Bot<'go-cqhttp'>
    expectTypeOf<NapCat>().toHaveProperty('set_msg_emoji_like')
    expectTypeOf<GoCqhttp>().not.toHaveProperty('set_msg_emoji_like')
    expectTypeOf<GoCqhttp>().toHaveProperty('send_msg')
  })

  it('never collide: names on the wire hold an underscore or begin with a capital, ours do not', () => {
    expectTypeOf<Extract<OwnNames, `${string}_${string}`>>().toEqualTypeOf<'call_action'>()
    expectTypeOf<Extract<OwnNames, Capitalize<string>>>().toEqualTypeOf<never>()
    expectTypeOf<Exclude<ActionName, `${string}_${string}`>>().toExtend<Capitalize<string>>()
  })

  it('take any name with call_action', () => {
    expectTypeOf<ReturnType<Bot['call_action']>>().toEqualTypeOf<Promise<unknown>>()
  })
})
