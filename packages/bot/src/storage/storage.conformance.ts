import type { OneBotEvent } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { groupMessage } from '../commands/chat.fixture.js'
import type { Storage } from './storage.js'

/** Promises of every storage engine. `isKept`: it is there after a restart. */
export function storageConformance(
  name: string,
  make: () => Storage,
  { isKept }: { readonly isKept: boolean },
): void {
  describe(`storage ${name}`, () => {
    it('keeps, changes and forgets values by key', async () => {
      const storage = make()
      const store = storage.open('quiz')
      expect(await store.get('a')).toBeUndefined()
      await store.set('a', { points: [1, 2] })
      await store.set('__proto__', 1)
      await store.set('键 "with" 100% \n', null)
      expect(await store.get('a')).toEqual({ points: [1, 2] })
      expect(await store.get('__proto__')).toBe(1)
      expect(await store.get('键 "with" 100% \n')).toBeNull()
      expect([...(await store.keys())].sort()).toEqual(['__proto__', 'a', '键 "with" 100% \n'])
      expect([await store.delete('a'), await store.delete('a')]).toEqual([true, false])
      expect(await store.get('a')).toBeUndefined()
      await storage.close()
    })

    it('gives copies', async () => {
      const storage = make()
      const store = storage.open('quiz')
      const value = { points: [1] }
      await store.set('a', value)
      value.points.push(2)
      const got = await store.get<{ points: number[] }>('a')
      got?.points.push(3)
      expect(await store.get('a')).toEqual({ points: [1] })
      const [entry] = await store.entries<{ points: number[] }>()
      entry?.[1].points.push(4)
      expect(await store.get('a')).toEqual({ points: [1] })
      await storage.close()
    })

    it('has one store for each name', async () => {
      const storage = make()
      await storage.open('one').set('a', 1)
      expect(await storage.open('other').get('a')).toBeUndefined()
      expect(await storage.open('one').get('a')).toBe(1)
      expect(() => storage.open('../x')).toThrow('the name of a store')
      await storage.close()
    })

    it('lists keys and entries by what they begin with', async () => {
      const storage = make()
      const store = storage.open('points')
      for (const [key, points] of [
        ['group/1/alice', 1],
        ['group/1/bob', 2],
        ['group/10/carol', 3],
        ['user_x', 4],
        ['userAx', 5],
      ] as const)
        await store.set(key, points)
      expect([...(await store.keys('group/1/'))].sort()).toEqual(['group/1/alice', 'group/1/bob'])
      expect(Object.fromEntries(await store.entries<number>('group/1'))).toEqual({
        'group/1/alice': 1,
        'group/1/bob': 2,
        'group/10/carol': 3,
      })
      expect(await store.keys('user_')).toEqual(['user_x'])
      expect(await store.keys('nobody')).toEqual([])
      expect(await store.entries()).toHaveLength(5)
      await storage.close()
    })

    it.each([5, 100])('loses nothing where %i update one value at once', async (count) => {
      const storage = make()
      const store = storage.open('points')
      const give = async () => {
        await Promise.resolve()
        return storage.open('points').update<number>('alice', (old = 0) => old + 1)
      }
      const given = await Promise.all(Array.from({ length: count }, give))
      expect(await store.get('alice')).toBe(count)
      expect([...given].sort((one, other) => one - other)).toEqual(given.map((_, index) => index + 1))
      await storage.close()
    })

    it('updates with what takes its time, and over what was set meanwhile', async () => {
      const storage = make()
      const store = storage.open('points')
      await store.set('alice', [1])
      let begin = (): void => {}
      let goOn = (): void => {}
      const begun = new Promise<void>((resolve) => (begin = resolve))
      const meanwhile = new Promise<void>((resolve) => (goOn = resolve))
      const slow = store.update<number[]>('alice', async (old = []) => {
        begin()
        await meanwhile
        return [...old, 3]
      })
      const next = store.update<number[]>('alice', (old = []) => [...old, 4])
      await begun
      await store.set('alice', [1, 2])
      goOn()
      expect(await slow).toEqual([1, 2, 3])
      expect(await next).toEqual([1, 2, 3, 4])
      expect(await store.get('alice')).toEqual([1, 2, 3, 4])
      await storage.close()
    })

    it('changes nothing where an update fails, and goes on', async () => {
      const storage = make()
      const store = storage.open('points')
      await store.set('alice', 1)
      const fails = store.update('alice', () => {
        throw new RangeError('no')
      })
      const goesOn = store.update<number>('alice', (old = 0) => old + 1)
      await expect(fails).rejects.toThrow('no')
      expect(await goesOn).toBe(2)
      await expect(store.update('alice', () => undefined as never)).rejects.toThrow('JSON cannot hold')
      expect(await store.get('alice')).toBe(2)
      await storage.close()
    })

    it('keeps messages and events as they came', async () => {
      const storage = make()
      const store = storage.open('log')
      const event = groupMessage('你好') as unknown as OneBotEvent
      await store.set('event', event)
      expect(await store.get('event')).toEqual(JSON.parse(JSON.stringify(event)))
      await storage.close()
    })

    it.each<[string, unknown, string]>([
      ['undefined', undefined, 'undefined'],
      ['a function', () => 1, 'a function'],
      ['a function inside', { a: [() => 1] }, 'a function, at "0"'],
      ['a date', new Date(0), 'a Date; store its getTime()'],
      ['a date inside', { at: new Date(0) }, 'a Date; store its getTime(), at "at"'],
      ['a map', new Map([['a', 1]]), 'a Map; store its entries in a list'],
      ['a set inside', [new Set([1])], 'a Set; store its entries in a list, at "0"'],
      ['a bigint', { id: BigInt(5) }, 'the bigint 5; store its text, at "id"'],
      ['a symbol', Symbol('x'), 'a symbol'],
      ['no number', { a: Number.NaN }, 'the number NaN, at "a"'],
    ])('refuses what JSON cannot hold: %s', async (_, value, problem) => {
      const storage = make()
      const store = storage.open('a')
      await expect(store.set('key', value as never)).rejects.toThrow(
        `JSON cannot hold the value of "key": ${problem}`,
      )
      expect(await store.get('key')).toBeUndefined()
      await storage.close()
    })

    it.runIf(isKept)('is there after a restart', async () => {
      const storage = make()
      const store = storage.open('签到')
      await Promise.all(Array.from({ length: 50 }, (_, index) => store.set(`user-${index}`, index)))
      await storage.close()
      const again = make()
      expect(await again.open('签到').get('user-49')).toBe(49)
      expect(await again.open('签到').keys()).toHaveLength(50)
      await again.close()
    })
  })
}
