import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { sleeps } from '../scripts/house/sleeps.mjs'
import { readTestFiles } from '../scripts/house/test-files.mjs'

const root = fileURLToPath(new URL('../packages/', import.meta.url))
const sources = ['hub', 'transport'].flatMap((name) =>
  readdirSync(`${root}${name}/src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${name}/src/${path.replaceAll('\\', '/')}`),
)
const isTest = (path: string): boolean => /\.(?:test|fixture|conformance)\.ts$/.test(path)

/** Lines of code that match, by file. */
function found(paths: readonly string[], pattern: RegExp): Record<string, number> {
  const counts = paths.map((path): [string, number] => {
    const lines = readFileSync(root + path, 'utf8').split('\n')
    return [path, lines.filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && pattern.test(line)).length]
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Files that ask the machine itself, with the reason; all others have a `Clock`. */
const MACHINE: Readonly<Record<string, string>> = {
  'transport/src/time/clock.ts': 'is the port',
  'transport/src/time/in-slices.ts': 'measures how long a slice has kept the event loop',
  'transport/src/listen/end-soon.ts': 'lets a socket linger that nobody holds any more',
  'transport/src/http/refuse.ts': 'lets a refused request linger until its answer is read',
  'transport/src/http/refusal-reason.ts': 'waits half a second for the body of a refusal',
  'transport/src/http/body.ts': 'shares one list of bodies between all servers of the process',
  'transport/src/http/stranger-bodies.ts': 'as body.ts',
  'hub/src/event-lane/deliver.ts': 'keeps writes a millisecond apart, which is for the kernel',
}

it('asks no other clock than the one it was given', () => {
  const sure = sources.filter((path) => !isTest(path))
  const direct = found(
    sure,
    /\b(?:setTimeout|setInterval)\(|\bDate\.now\b|\bperformance\.now\(|\bnew Date\(\)/,
  )
  expect(Object.keys(direct).sort()).toEqual(Object.keys(MACHINE).sort())
})

/** Waits for the machine's time that are left in tests, with the reason. */
const SLEEPS: Readonly<Record<string, readonly [count: number, why: string]>> = {
  'interop/answers/every-event.mjs': [1, 'a program of its own'],
  'interop/links/dialled.mjs': [1, 'a program of its own'],
  'interop/simulated-account.mjs': [2, 'a program of its own'],
  'interop/stories/everything-killed.mjs': [2, 'programs of their own'],
  'interop/stories/hung-and-back.mjs': [2, 'a program of its own'],
  'interop/stories/killed-and-back.mjs': [2, 'a program of its own'],
  'interop/wait-until.mjs': [1, 'a program of its own'],
  'packages/console/src/app/page-stage.fixture.ts': [3, 'Preact draws when the browser has time'],
  'packages/hub-disk/src/killed-store.fixture.ts': [1, 'a program of its own'],
  'packages/hub/src/bad-input.test.ts': [
    1,
    'half a request must be on its way over a real socket before it breaks off',
  ],
  'packages/hub/src/clients/broadcasts.test.ts': [1, 'the garbage collector is given a moment'],
  'packages/hub/src/http-peers.fixture.ts': [
    1,
    'a hurrying clock leaves the sockets a moment between its jumps',
  ],
  'packages/hub/src/hub-large-events.extra.test.ts': [1, 'measures how long others wait'],
  'packages/hub/src/hub.fixture.ts': [
    2,
    'looks every 2 ms whether something has come; no time is waited for',
  ],
  'packages/rookery/src/test/test.test.ts': [1, 'a bot that is a process connects meanwhile'],
  'packages/rookery/src/up/killed-calls.test.ts': [
    4,
    'an implementation answers late, and a bot calls, until another hub process listens',
  ],
  'packages/rookery/src/up/killed.test.ts': [
    2,
    'an implementation sends, and bots dial again after a moment, until another hub process listens',
  ],
  'packages/sandbox/src/media/media-store.test.ts': [1, 'a real body comes slowly'],
  'packages/sqlite/src/sqlite-file.test.ts': [1, 'two other processes write meanwhile'],
  'packages/transport/src/dial/dial.test.ts': [1, 'a peer closes its socket later than its WebSocket'],
  'packages/transport/src/http-api/http-api.test.ts': [
    2,
    'a real body comes slowly, or breaks off under way',
  ],
  'packages/transport/src/http-post/receive-post.test.ts': [1, 'a real body comes slowly'],
  'packages/transport/src/listen/other-upgrade.test.ts': [
    2,
    'bytes of a real socket must not be read meanwhile',
  ],
  'packages/transport/src/sse/sse.test.ts': [1, 'counts turns of the event loop'],
  'packages/transport/src/ws/ws-link.test.ts': [1, 'bytes of a real socket must not be read meanwhile'],
  'test/behind-a-proxy/nginx.ts': [1, 'looks whether nginx listens'],
  'test/prometheus/server.ts': [1, 'looks whether Prometheus listens'],
  'test/packed/dev-session.ts': [1, 'looks whether a program has printed something'],
}

it('sleeps in no test but where a real socket or another program has to be waited for', () => {
  const counts = Object.entries(readTestFiles()).map(([path, file]): [string, number] => [path, sleeps(file)])
  const found = Object.fromEntries(counts.filter(([, count]) => count > 0))
  expect(found).toEqual(Object.fromEntries(Object.entries(SLEEPS).map(([path, [count]]) => [path, count])))
})
