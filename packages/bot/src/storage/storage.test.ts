import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message, OneBotEvent, Segment } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import type { ChatEvent } from '../message/hear.js'
import { jsonFiles } from './json-files.js'
import { memoryStorage } from './memory-storage.js'
import { storageConformance } from './storage.conformance.js'
import type { Json } from './storage.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rookery-storage-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

storageConformance('in JSON files', () => jsonFiles(folder), { isKept: true })
storageConformance('in memory', () => memoryStorage(), { isKept: false })

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

  it('may be whatever else JSON can hold: longer lists, messages, events, what may be missing', async () => {
    const store = memoryStorage().open('quiz')
    const list = (await store.get<string[]>('list')) ?? []
    await store.set('list', [...list, 'x'])
    await store.set('list', [...list, { name: 'x', at: 1 }])
    await store.set('tuple', [1, 'a', null] as const)
    const optional: { name?: string; nick: string | undefined } = { nick: undefined }
    await store.set('optional', optional)
    const record: Record<string, number[]> = {}
    await store.set('record', { ...record, bob: [...(record.bob ?? []), 1] })
    const keep = async (event: OneBotEvent, chat: ChatEvent, message: Message, segment: Segment) => {
      await store.set('event', event)
      await store.set('chat', chat)
      await store.set('message', message)
      await store.set('messages', [message, [segment]])
      await store.set('both', { message, at: event.time, from: chat.sender })
      await store.set('json', JSON.parse('1'))
      await store.set('read', (await store.get('list')) ?? null)
      const many = await store.update<Message[]>('many', (old = []) => [...old, message])
      expectTypeOf(many).toEqualTypeOf<Message[]>()
    }
    expect(keep).toBeTypeOf('function')
    expectTypeOf(store.entries<number>('a')).toEqualTypeOf<
      Promise<readonly (readonly [key: string, value: number])[]>
    >()
  })

  it('does not compile where JSON cannot hold it', () => {
    const { set } = memoryStorage().open('quiz')
    // @ts-expect-error a date inside of lists
    void (() => set('a', [{ at: [new Date(0)] }]))
    // @ts-expect-error a set comes back empty
    void (() => set('a', { all: new Set([1]) }))
    // @ts-expect-error a function is left out
    void (() => set('a', { run: () => 1 }))
    // @ts-expect-error a symbol is left out
    void (() => set('a', Symbol('x')))
    // @ts-expect-error a bigint somewhere
    void (() => set('a', { ids: { alice: 1n } }))
    // @ts-expect-error a date would come back as a text
    void (() => set('a', { at: new Date(0) }))
    // @ts-expect-error a map would come back empty
    void (() => set('a', new Map([['a', 1]])))
    // @ts-expect-error nobody knows what this is
    void (() => set('a', 1 as unknown))
    // @ts-expect-error a bigint cannot be written, so this is not done
    void (() => set('a', [1n]))
    // @ts-expect-error there is no undefined in JSON
    void (() => set('a', undefined))
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
})

/** Runs a process of its own that stores something in the folder and stays, or is killed. */
async function otherProcess() {
  const file = join(folder, '.other.mjs')
  await mkdir(join(folder, 'data'), { recursive: true })
  const script = `
    import { FolderLock } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)}
    await new FolderLock(process.argv[2]).hold()
    console.log('held')
    setInterval(() => {}, 1000)`
  await writeFile(file, script)
  const tsx = import.meta.resolve('tsx')
  const child = spawn(process.execPath, ['--import', tsx, file, join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

describe('a folder of JSON files', () => {
  it('that belongs to another process is refused, for whatever is done, until that one is gone', async () => {
    const child = await otherProcess()
    const inUse = `belongs to process ${child.pid}`
    const storage = jsonFiles(join(folder, 'data'))
    const store = storage.open('quiz')
    await expect(store.get('a')).rejects.toThrow(inUse)
    await expect(store.set('a', 1)).rejects.toThrow(inUse)
    await expect(store.update('a', () => 1)).rejects.toThrow('give this bot a folder of its own')
    await expect(store.keys()).rejects.toMatchObject({ code: 'storage_in_use' })
    await storage.close()
    expect(await readdir(join(folder, 'data'))).toEqual(['.lock'])
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = jsonFiles(join(folder, 'data'))
    await again.open('quiz').set('a', 1)
    await again.close()
    expect(await readdir(join(folder, 'data'))).toEqual(['quiz.json'])
  })

  it('is told so to a second process also where neither has stored anything yet', async () => {
    const storage = jsonFiles(join(folder, 'data'))
    const store = storage.open('quiz')
    expect(await store.get('a')).toBeUndefined()
    const child = await otherProcess()
    await expect(store.set('a', 1)).rejects.toThrow(`belongs to process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await storage.close()
  })

  it.each<[string, object | string]>([
    ['a process that is gone', { pid: 2 ** 22 + 5, host: hostname(), startedMs: Date.now() }],
    [
      'an older process of the same number',
      { pid: process.pid, host: hostname(), startedMs: Date.now() - 9e6 },
    ],
    ['a time before the machine began', { pid: process.ppid, host: hostname(), startedMs: 0 }],
    ['another machine or container', { pid: process.ppid, host: 'elsewhere', startedMs: Date.now() }],
    ['a crash while it was written', '{"pid":'],
    ['somebody else', '{}'],
  ])('is taken over from %s', async (_, left) => {
    await writeFile(join(folder, '.lock'), typeof left === 'string' ? left : JSON.stringify(left))
    const storage = jsonFiles(folder)
    await storage.open('quiz').set('a', 1)
    expect(JSON.parse(await readFile(join(folder, '.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    await storage.close()
    expect(await readdir(folder)).toEqual(['quiz.json'])
  })
})
