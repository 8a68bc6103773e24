import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { jsonFiles } from './json-files.js'
import { memoryStorage } from './memory-storage.js'
import type { Json } from './storage.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-storage-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['in JSON files', () => jsonFiles(folder)],
  ['in memory', () => memoryStorage()],
])('storage %s', (_, make) => {
  it('keeps, changes and forgets values by key', async () => {
    const store = make().open('quiz')
    expect(await store.get('a')).toBeUndefined()
    await store.set('a', { points: [1, 2] })
    await store.set('__proto__', 1)
    expect(await store.get('a')).toEqual({ points: [1, 2] })
    expect(await store.get('__proto__')).toBe(1)
    expect(await store.keys()).toEqual(['a', '__proto__'])
    expect([await store.delete('a'), await store.delete('a')]).toEqual([true, false])
    expect(await store.get('a')).toBeUndefined()
  })

  it('gives copies', async () => {
    const store = make().open('quiz')
    const value = { points: [1] }
    await store.set('a', value)
    value.points.push(2)
    const got = await store.get<{ points: number[] }>('a')
    got?.points.push(3)
    expect(await store.get('a')).toEqual({ points: [1] })
  })

  it('has one store for each name', async () => {
    const storage = make()
    await storage.open('one').set('a', 1)
    expect(await storage.open('other').get('a')).toBeUndefined()
    expect(await storage.open('one').get('a')).toBe(1)
  })
})

interface Points {
  readonly name: string
  readonly points: readonly number[]
  readonly best?: { readonly at: number } | null
}

describe('a value', () => {
  it('may be typed by an interface', async () => {
    const store = memoryStorage().open('quiz')
    const alice: Points = { name: 'Alice', points: [1] }
    await store.set('alice', alice)
    await store.set('all', { alice } as Record<string, Points>)
    expect(await store.get<Points>('alice')).toEqual(alice)
    expectTypeOf(store.get<Points>('alice')).toEqualTypeOf<Promise<Points | undefined>>()
    expectTypeOf(store.get('alice')).toEqualTypeOf<Promise<Json | undefined>>()
  })

  it('does not compile where JSON cannot hold it', () => {
    const { set } = memoryStorage().open('quiz')
    // @ts-expect-error a date would come back as a text
    void set('a', { at: new Date(0) })
    // @ts-expect-error a map would come back empty
    void set('a', new Map([['a', 1]]))
    // @ts-expect-error nobody knows what this is
    void set('a', 1 as unknown)
    // @ts-expect-error a bigint cannot be written, so this is not done
    void (() => set('a', [1n]))
    // @ts-expect-error there is no undefined in JSON
    void set('a', undefined)
  })
})

describe('JSON files', () => {
  it('are there after a restart, and nothing is beside them', async () => {
    const storage = jsonFiles(folder)
    const store = storage.open('签到')
    await Promise.all(Array.from({ length: 50 }, (_, index) => store.set(`user-${index}`, index)))
    await storage.close()
    expect(await readdir(folder)).toEqual(['签到.json'])
    expect(await jsonFiles(folder).open('签到').get('user-49')).toBe(49)
  })

  it('are safe when it is closed, also what was set before they were read', async () => {
    const storage = jsonFiles(folder)
    void storage.open('a').set('x', 1)
    void storage.open('a').set('y', 2)
    await storage.close()
    expect(await jsonFiles(folder).open('a').keys()).toEqual(['x', 'y'])
  })

  it('that are broken are told, and left as they are', async () => {
    const path = join(folder, 'quiz.json')
    await writeFile(path, '{"a":')
    const store = jsonFiles(folder).open('quiz')
    await expect(store.get('a')).rejects.toThrow('quiz.json cannot be read')
    await expect(store.set('a', 1)).rejects.toThrow('quiz.json cannot be read')
    expect(await readFile(path, 'utf8')).toBe('{"a":')
  })

  it.each(['', '../x', 'a/b', '.hidden', 'a\\b', 'C:x'])('are not named %j', (name) => {
    expect(() => jsonFiles(folder).open(name)).toThrow('the name of a store')
  })

  it('refuse what JSON cannot hold', async () => {
    await expect(
      jsonFiles(folder)
        .open('a')
        .set('f', undefined as never),
    ).rejects.toThrow('JSON cannot hold')
  })
})
