import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Map as PersistentMap } from 'immutable'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cases } from '../actions/cases/cases.fixture.js'
import { runCase } from '../actions/cases/run-case.fixture.js'
import type { Deed } from '../deeds/deeds.js'
import { Sandbox } from '../sandbox.js'
import { VirtualClock } from '../virtual-clock.js'
import { buildWorld } from '../world/build-world.js'
import { WorldRefusal } from '../world/refusal.js'
import { NOW_MS, readingClub, readingClubSpec } from '../world/world.fixture.js'
import type { World } from '../world/world.js'
import { startRecording } from './record.js'
import { replay } from './replay.js'
import { readTagged, writeTagged } from './tagged-json.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rookery-record-'))
  path = join(folder, 'run.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (): string[] => readFileSync(path, 'utf8').trimEnd().split('\n')

/** A sandbox in which a little has happened, all of it recorded. */
function recorded(): Sandbox {
  const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS))
  const recording = startRecording(sandbox, path)
  sandbox.act(20001, { do: 'say', group_id: 30001, message: '你好\u2028世界' })
  sandbox.call(10000, 'send_group_msg', { group_id: 30001, message: 'hi' }, 'ws')
  sandbox.call(10000, 'set_group_ban', { group_id: 30001, user_id: 20001 })
  sandbox.setOnline(10001, false)
  recording.stop()
  return sandbox
}

describe('a record', () => {
  it('holds the world of the start, every input and what came of it, each with its time', () => {
    recorded()
    const all = lines().map((line) => JSON.parse(line))
    expect(all.map(({ is }) => is)).toEqual([
      ...['header', 'input', 'event', 'event', 'answer', 'input', 'event', 'event', 'answer'],
      ...['input', 'answer', 'input', 'event', 'answer', 'end'],
    ])
    expect(all[0]).toMatchObject({ format: 1, seed: 1 })
    expect(all[5]).toMatchObject({ input: { is: 'call', self_id: 10000, link: 'ws', nowMs: NOW_MS } })
    expect(all[10]).toMatchObject({ answer: { status: 'failed', retcode: 1200 } })
  })

  it('replays to the same world', async () => {
    const { world } = recorded()
    const result = await replay(path)
    expect(result).toMatchObject({ steps: 4, isComplete: true })
    expect(result.difference).toBeUndefined()
    expect(writeTagged(result.world)).toBe(writeTagged(world))
  })

  it('goes on after the world was reset', async () => {
    const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS))
    const recording = startRecording(sandbox, path)
    for (let round = 0; round < 2; round++) {
      sandbox.call(10000, 'send_group_msg', { group_id: 30001, message: 'hi' })
      sandbox.reset()
    }
    recording.stop()
    expect(await replay(path)).toMatchObject({ steps: 2, isComplete: true })
  })

  it('names files, and needs none of them again', async () => {
    const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS))
    const recording = startRecording(sandbox, path)
    const message = [{ type: 'image', data: { file: 'base64://R0lGODlhAQABAAAAACw=' } }]
    await sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    await sandbox.close()
    recording.stop()
    expect(readFileSync(path, 'utf8')).not.toContain('base64')
    expect((await replay(path)).world.media.size).toBe(1)
  })

  it('is no longer the same when something else comes out', async () => {
    recorded()
    writeFileSync(path, lines().join('\n').replace('"raw_message":"hi"', '"raw_message":"ho"'))
    const { difference } = await replay(path)
    expect(difference).toMatchObject({
      line: 7,
      expected: expect.stringContaining('"raw_message":"ho"'),
      found: expect.stringContaining('"raw_message":"hi"'),
    })
    writeFileSync(
      path,
      lines()
        .filter((_, index) => index !== 6)
        .join('\n'),
    )
    expect((await replay(path)).difference).toMatchObject({ line: 7 })
  })

  it('may have been cut off anywhere in its last line', async () => {
    recorded()
    const whole = readFileSync(path)
    const last = whole.lastIndexOf('{"is":"answer"')
    for (const size of [whole.length - 1, whole.length - 5, last + 3, last, last - 1, last - 40]) {
      writeFileSync(path, whole)
      truncateSync(path, size)
      const { difference, isComplete, steps } = await replay(path)
      expect([difference, isComplete, steps]).toEqual([undefined, size === whole.length - 1, 4])
    }
  })

  it('is refused where it is none, is broken in the middle, or would replace another', async () => {
    await expect(replay(path)).rejects.toMatchObject({ code: 'ENOENT' })
    recorded()
    expect(() => startRecording(new Sandbox(readingClub()), path)).toThrow(
      expect.objectContaining({ code: 'EEXIST' }),
    )
    appendFileSync(path, 'x\n{}\n')
    await expect(replay(path)).rejects.toMatchObject({
      code: 'bad_record',
      message: expect.stringContaining(':16: this is not a line of a record'),
    })
    writeFileSync(path, '{"is":"header","format":0}\n')
    await expect(replay(path)).rejects.toThrow('found format 0')
    writeFileSync(path, '')
    await expect(replay(path)).rejects.toThrow('is empty')
  })
})

describe('worlds and inputs as JSON', () => {
  it('come back as they were, whatever stands in them', () => {
    const value = {
      map: PersistentMap([[9, { at: 1n }]]),
      native: new Map([['x', [1, 2]]]),
      looksLike: { '@map': 'no', '@list': [] },
      proto: JSON.parse('{"__proto__":1}'),
    }
    expect(readTagged(writeTagged(value))).toEqual(value)
    const world = recorded().world
    expect(writeTagged(readTagged(writeTagged(world)))).toBe(writeTagged(world))
    expect((readTagged(writeTagged(world)) as World).groups.get(30001)).toEqual(world.groups.get(30001))
  })
})

type Act = (sandbox: Sandbox) => unknown

/** More than eight people: maps of so many are laid out in another way, and stay so when they shrink. */
const crowd = Array.from({ length: 12 }, (_, at) => ({ user_id: 20001 + at, nickname: `U${at}` }))

const crowdedClub = (): World => buildWorld({ ...readingClubSpec, users: crowd }, NOW_MS)

const user = fc.oneof(
  fc.constantFrom(10000, 10001, 20001),
  fc.constantFrom(...crowd.map((each) => each.user_id)),
)
const group = fc.constantFrom(30001, 30002, 30009)
const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const deed =
  (by: number, what: object): Act =>
  (sandbox) =>
    sandbox.act(by, what as Deed)

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(user, group, text).map(([by, group_id, message]) => deed(by, { do: 'say', group_id, message })),
  fc.tuple(user, user, text).map(([by, user_id, message]) => deed(by, { do: 'say', user_id, message })),
  fc
    .tuple(user, group, user, fc.nat(100))
    .map(([by, group_id, user_id, duration]) => deed(by, { do: 'mute', group_id, user_id, duration })),
  fc
    .tuple(
      fc.constantFrom(10000, 10001),
      fc.constantFrom(
        'send_group_msg',
        'set_group_ban',
        'set_group_card',
        'get_group_member_list',
        'delete_msg',
      ),
      fc.record({ group_id: group, user_id: user, message: text, card: text, message_id: fc.nat(10) }),
    )
    .map(
      ([self_id, action, params]) =>
        (sandbox: Sandbox) =>
          sandbox.call(self_id, action, params),
    ),
  fc.tuple(fc.constantFrom(10000, 10001), fc.boolean()).map(
    ([self_id, online]) =>
      (sandbox: Sandbox) =>
        sandbox.setOnline(self_id, online),
  ),
  fc.nat(100_000).map((ms) => (sandbox: Sandbox) => (sandbox.clock as VirtualClock).advance(ms)),
)

describe('whatever happens', () => {
  it('comes out the same, whichever action it was', async () => {
    const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS))
    const recording = startRecording(sandbox, path)
    for (const each of cases) {
      const { before } = runCase(each)
      sandbox.reset(before)
      const params = typeof each.params === 'function' ? each.params(before) : each.params
      await sandbox.call(each.by ?? 10000, each.action, params ?? {})
    }
    recording.stop()
    await sandbox.close()
    const { difference, isComplete } = await replay(path)
    expect([difference, isComplete]).toEqual([undefined, true])
  })

  it('comes out the same although a map was larger once', async () => {
    const sandbox = new Sandbox(crowdedClub(), new VirtualClock(NOW_MS))
    const others = crowd.map(({ user_id }) => user_id).filter((id) => id > 20002)
    for (const by of others) sandbox.act(by, { do: 'join', group_id: 30001 })
    for (const by of others) sandbox.act(by, { do: 'leave', group_id: 30001 })
    const recording = startRecording(sandbox, path)
    for (const by of [20012, 20003, 20007]) sandbox.act(by, { do: 'join', group_id: 30001 })
    sandbox.call(10000, 'get_group_member_list', { group_id: 30001 })
    recording.stop()
    expect((await replay(path)).difference).toBeUndefined()
  })

  it('comes out the same when it is replayed', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), fc.nat(40), async (acts, before) => {
        const sandbox = new Sandbox(crowdedClub(), new VirtualClock(NOW_MS))
        const file = `${path}.${++run}`
        const take = async (each: Act) => {
          try {
            await each(sandbox)
          } catch (error) {
            if (!(error instanceof WorldRefusal)) throw error
          }
        }
        for (const each of acts.slice(0, before)) await take(each)
        const recording = startRecording(sandbox, file)
        for (const each of acts.slice(before)) await take(each)
        recording.stop()
        const { difference, world } = await replay(file)
        expect(difference).toBeUndefined()
        expect(writeTagged({ ...world, nowMs: 0 })).toBe(writeTagged({ ...sandbox.world, nowMs: 0 }))
      }),
      { numRuns: 60 },
    )
  })
})
