import { afterEach, beforeEach, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from '../packages/hub/src/hub.fixture.js'

/** A call never reaches another account than the one it is for, whoever calls and whatever happens meanwhile. */

const IDS = ['10001', '10002', '9007199254740993', '9007199254740992']

let stage: Stage
let accounts: SimulatedAccount[]
beforeEach(async () => {
  stage = new Stage()
  accounts = await Promise.all(IDS.map((id) => stage.account(id)))
})
afterEach(() => stage.close())

interface Sent {
  readonly client: TestClient
  readonly key: string
  readonly wanted: string
}

/** Sends a call from `serving` to `named`, or to the connection's own account. */
function send(client: TestClient, serving: string, named: string | undefined, key: string): Sent {
  const selfId = named === undefined ? '' : `,"self_id":${Number(key) % 2 ? named : `"${named}"`}`
  client.ws.send(`{"action":"echo_params","params":{"key":"${key}"${selfId}},"echo":"${key}"}`)
  return { client, key, wanted: named ?? serving }
}

const whoGot = (key: string): string[] =>
  IDS.filter((_, index) => accounts[index]?.calls.some(({ params }) => params.key === key))

const retcodeOf = ({ client, key }: Sent): unknown => client.frames.find(({ echo }) => echo === key)?.retcode

async function sendMany(clients: ReadonlyMap<string, TestClient>, rounds: number, at: (n: number) => void) {
  const sent: Sent[] = []
  for (let n = 0; n < rounds; n++) {
    for (const [serving, client] of clients) {
      for (const named of [...IDS, undefined]) {
        if (named === undefined && serving === 'all') continue
        sent.push(send(client, serving, named, String(sent.length)))
      }
    }
    at(n)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await expect
    .poll(() => sent.filter((each) => retcodeOf(each) === undefined), { timeout: 10_000 })
    .toEqual([])
  return sent
}

const openAll = async (): Promise<Map<string, TestClient>> => {
  const clients = new Map<string, TestClient>()
  for (const serving of [...IDS, 'all']) clients.set(serving, await stage.opened(`?self_id=${serving}`))
  return clients
}

it('reaches its account alone, from connections for that one, for another one and for all', async () => {
  await stage.start(accounts)
  const sent = await sendMany(await openAll(), 5, () => {})
  for (const each of sent) expect(whoGot(each.key)).toEqual([each.wanted])
})

it('waits for its account while that is away, and reaches it alone', async () => {
  await stage.start(accounts)
  const sent = await sendMany(await openAll(), 12, (n) => {
    if (n === 3) accounts[0]?.cut()
    if (n === 6) accounts[2]?.cut()
  })
  for (const each of sent) {
    // Of one that was on its way when the connection broke, nothing is known.
    if (retcodeOf(each) === 1504) expect(whoGot(each.key).filter((id) => id !== each.wanted)).toEqual([])
    else expect([retcodeOf(each), whoGot(each.key)]).toEqual([0, [each.wanted]])
  }
})

it('reaches nobody, and is answered 1503, while its account is away and nothing is held', async () => {
  await stage.start(accounts, { holdMs: 0 })
  const clients = await openAll()
  const sent = await sendMany(clients, 12, (n) => {
    if (n === 3) accounts[0]?.cut()
    if (n === 6) accounts[2]?.cut()
  })
  for (const each of sent) {
    const got = whoGot(each.key)
    if (retcodeOf(each) === 0) expect(got).toEqual([each.wanted])
    else expect(got.filter((id) => id !== each.wanted)).toEqual([])
  }
  const refused = sent.filter((each) => retcodeOf(each) === 1503)
  expect(new Set(refused.map(({ wanted }) => wanted))).toEqual(new Set(['10001', '9007199254740993']))
})
