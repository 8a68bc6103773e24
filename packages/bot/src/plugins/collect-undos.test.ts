import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { BotMethods } from '../bot/bot.js'
import { collectUndos, type Undo } from './collect-undos.js'
import { Scope } from './scope.js'

type Given<M> = M extends (...args: never[]) => infer R ? Awaited<R> : never

/** Whether the rule undoes what a method returns: an undo, or more methods of which each returns one. */
type IsUndone<R> = [R] extends [never]
  ? false
  : R extends Pick<BotMethods, 'attach'>
    ? false
    : R extends Undo
      ? true
      : R extends { readonly command: (...args: never[]) => Undo }
        ? true
        : false

type Undone<T> = { [K in keyof T]: IsUndone<Given<T[K]>> extends true ? K : never }[keyof T]

describe('what a plugin adds to the bot', () => {
  it('is undone by what the methods return; whoever adds a method says here to which kind it belongs', () => {
    expectTypeOf<Undone<BotMethods>>().toEqualTypeOf<
      | 'on'
      | 'before'
      | 'use'
      | 'onCall'
      | 'onError'
      | 'onAccount'
      | 'onDenied'
      | 'onTalk'
      | 'onConversationEnd'
      | 'command'
      | 'group'
      | 'intent'
      | 'schedule'
      | 'connect'
      | 'listen'
      | 'plugin'
      | 'loadPlugins'
    >()
    // These add nothing.
    expectTypeOf<Exclude<keyof BotMethods, Undone<BotMethods>>>().toEqualTypeOf<
      | 'account'
      | 'accounts'
      | 'attach'
      | 'callCommand'
      | 'call_action'
      | 'close'
      | 'deliver'
      | 'explain'
      | 'handle'
      | 'is'
      | 'kill'
      | 'plugins'
      | 'ready'
      | 'schedules'
      | 'send'
      | 'sendToSuperusers'
      | 'storage'
      | 'upgrade'
      | typeof Symbol.asyncDispose
    >()
  })

  it.each<[string, (undo: () => void) => unknown]>([
    ['a function', (undo) => undo],
    ['something to dispose of', (undo) => ({ [Symbol.dispose]: undo })],
    ['something to dispose of slowly', (undo) => ({ [Symbol.asyncDispose]: undo })],
    ['a promise of an undo', (undo) => Promise.resolve(undo)],
  ])('is undone by %s', async (_, given) => {
    const undo = vi.fn()
    const scope = new Scope('a test')
    const { add } = collectUndos({ add: () => given(undo) }, scope)
    await add()
    await scope.dispose()
    expect(undo).toHaveBeenCalledTimes(1)
  })

  it('is undone once, however often and by whomever', async () => {
    const undo = vi.fn()
    const scope = new Scope('a test')
    const { add } = collectUndos({ add: () => () => undo() }, scope)
    const off = add()
    off()
    off()
    await scope.dispose()
    expect(undo).toHaveBeenCalledTimes(1)
  })

  it('is undone at once when it comes too late', async () => {
    const undo = vi.fn()
    const scope = new Scope('a test')
    const { add } = collectUndos({ add: async () => ({ [Symbol.asyncDispose]: undo }) }, scope)
    const adding = add()
    await scope.dispose()
    await expect(adding).rejects.toThrow('a test was unloaded')
    expect(undo).toHaveBeenCalledTimes(1)
  })

  it('is forgotten when it is over by itself', async () => {
    const undo = vi.fn()
    const scope = new Scope('a test')
    const over = Promise.resolve()
    const { add } = collectUndos({ add: () => ({ over, [Symbol.dispose]: undo }) }, scope)
    add()
    await over
    await Promise.resolve()
    expect(undo).toHaveBeenCalledTimes(1)
    await scope.dispose()
    expect(undo).toHaveBeenCalledTimes(1)
  })

  it('is what methods of methods add, too; data is left as it is', async () => {
    const order: string[] = []
    const scope = new Scope('a test')
    const data = { status: 'ok', list: [1] }
    const methods = collectUndos(
      {
        group: () => ({ name: 'g', add: (name: string) => () => void order.push(name) }),
        ask: async () => data,
      },
      scope,
    )
    const group = methods.group()
    group.add('first')
    group.add('second')
    expect([group.name, await methods.ask()]).toEqual(['g', data])
    await scope.dispose()
    expect(order).toEqual(['second', 'first'])
  })
})
