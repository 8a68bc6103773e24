import { memoryLinks, systemClock } from '@rookery/transport'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { noStore } from '../history/index.js'
import { httpImplementation, postReceiver } from '../http-peers.fixture.js'
import { Stage } from '../hub.fixture.js'
import { silentLog } from '../log/log.js'
import { defaultOptions } from '../options.js'
import { application } from '../peers.fixture.js'
import { buildParts, connectParts, releaseParts } from './parts.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

/** The parts of a hub that nobody has configured, started. */
function parts() {
  const built = buildParts(
    defaultOptions,
    { log: silentLog, clock: systemClock, store: noStore(), random: Math.random },
    new AbortController().signal,
  )
  connectParts(built)
  const { registries, events, transports } = built
  transports.upstreams.start()
  stage.undo(async () => {
    await Promise.all([
      transports.upstreams.close(),
      transports.reverse.close(1012, 'done'),
      events.connections.close(1012, 'done'),
    ])
    releaseParts(built)
  })
  return { ...registries, ...transports, ...events }
}

it('dials an implementation that is added, and not any more once it is removed', async () => {
  const { upstreams, accounts } = parts()
  const account = await stage.account('10001')
  upstreams.add({ name: 'late', type: 'ws', url: account.url })
  await expect.poll(() => accounts.get('10001')?.links.length).toBe(1)
  await upstreams.remove('late', 'moved')
  expect(accounts.get('10001')?.links).toEqual([])
  expect(account.link().isOpen).toBe(false)
})

it('asks an implementation over HTTP from when it is added until it is removed', async () => {
  const { upstreams, accounts } = parts()
  const implementation = await httpImplementation(stage, '10001')
  const { url } = implementation
  upstreams.add({ name: 'late', type: 'http', url, post: { path: '/posted' } })
  await expect.poll(() => accounts.get('10001')?.links.length).toBe(1)
  const request = { headers: {}, url: '/posted', method: 'POST' } as never
  expect(upstreams.proof('/posted', request)).toBeDefined()
  await upstreams.remove('late', 'moved')
  expect(accounts.get('10001')?.links).toEqual([])
  expect(upstreams.proof('/posted', request)).toBeUndefined()
})

it('connects an application that is added to the accounts that are there, and ends it alone', async () => {
  const { upstreams, clients, reverse, posts, connections } = parts()
  const [link] = memoryLinks()
  upstreams.open('near', link, '10001')
  const app = await application(stage)
  const receiver = await postReceiver(stage)
  const dialled = { name: 'dialled', type: 'ws-reverse', url: app.url } as const
  const posted = { name: 'posted', type: 'http-post', url: receiver.url } as const
  for (const each of [dialled, posted]) clients.configure(each)
  reverse.add(dialled)
  posts.add(posted)
  await expect.poll(() => app.links.length).toBe(1)
  await expect.poll(() => receiver.posts.length).toBe(1)
  await reverse.remove('dialled', 1000, 'no longer configured')
  expect([...connections].map(({ role }) => role)).toEqual(['http-post'])
  await posts.remove('posted', 1000, 'no longer configured')
  expect([...connections]).toEqual([])
  upstreams.open('near', memoryLinks()[0], '10002')
  expect([...connections]).toEqual([])
})
