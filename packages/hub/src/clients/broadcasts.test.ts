import { systemClock } from '@rookery/transport'
import { describe, expect, it } from 'vitest'
import { Broadcasts } from './broadcasts.js'
import { type Client, type ClientConnection, Clients } from './clients.js'
import { OwnEvents } from './own-events.js'

const connection: ClientConnection = {
  account: '1',
  role: 'Universal',
  served: () => ['1'],
  sendOwn: () => true,
  confirmsByAck: () => false,
  ack: () => {},
  probe: async () => true,
  close: async () => {},
}

function makeClients(names: readonly string[]) {
  const clients = new Clients([])
  const broadcasts = new Broadcasts(clients, new OwnEvents(systemClock))
  const all = names.map((name) => clients.identify(name) as Client)
  for (const each of all) clients.connected(each, connection)
  return { clients, broadcasts, all }
}

describe('broadcasts that can be answered', () => {
  it('are the last thousand that a client got, found by uuid or as the last one', () => {
    const { broadcasts, all } = makeClients(['sender', 'a', 'b'])
    const [sender, a, b] = all as [Client, Client, Client]
    const sent = Array.from({ length: 1_500 }, () => broadcasts.send(sender, undefined, 'x').uuid)
    for (const each of [a, b]) {
      expect(broadcasts.find(each, sender, undefined)).toBe(sent.at(-1))
      expect(broadcasts.find(each, sender, sent.at(-1_000))).toBe(sent.at(-1_000))
      expect(broadcasts.find(each, sender, sent.at(-1_001))).toBeUndefined()
    }
    expect(broadcasts.find(a, b, undefined)).toBeUndefined()
  })

  it('are few once their receiver has left, who may come back to answer', () => {
    const { clients, broadcasts, all } = makeClients(['sender', 'a', 'b'])
    const [sender, a, b] = all as [Client, Client, Client]
    const sent = Array.from({ length: 100 }, () => broadcasts.send(sender, undefined, 'x').uuid)
    clients.disconnected(a, connection)
    clients.connected(a, connection)
    expect(broadcasts.find(a, sender, sent.at(-16))).toBe(sent.at(-16))
    expect(broadcasts.find(a, sender, sent.at(-17))).toBeUndefined()
    expect(broadcasts.find(b, sender, sent[0])).toBe(sent[0])
  })

  it('cost no memory for each receiver, and none once everybody has left', async () => {
    const { clients, broadcasts, all } = makeClients(Array.from({ length: 301 }, (_, n) => `client ${n}`))
    const [sender, ...others] = all as [Client, ...Client[]]
    const before = await used()
    for (let n = 0; n < 3_000; n++) broadcasts.send(sender, undefined, 'x')
    expect((await used()) - before).toBeLessThan(12)
    for (const each of others) clients.disconnected(each, connection)
    expect((await used()) - before).toBeLessThan(3)
    expect(broadcasts.find(others[0] as Client, sender, undefined)).toBeDefined()
  }, 30_000)
})

/** Megabytes in use, once what nobody holds is gone. */
async function used(): Promise<number> {
  const { setFlagsFromString } = await import('node:v8')
  const { runInNewContext } = await import('node:vm')
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return process.memoryUsage().heapUsed / 1024 / 1024
}
