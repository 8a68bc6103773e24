import { join } from 'node:path'
import type { Intent } from '@rookery/hub/history'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadLibsql } from '../file/libsql.js'
import { inline } from '../inline-engine.fixture.js'
import { diskStoreOver } from '../open-store.js'
import { FOREVER, temporaryFolder } from '../temporary-folder.fixture.js'
import { openForReading, type StoreReader } from './open-for-reading.js'

const call = (scope: string, key: string): Intent => ({ scope, account: '1', key, digest: 'd' })
const OK = Buffer.from('{"status":"ok","retcode":0,"data":null}')

/** A store with calls, which a hub has open. */
async function stored(): Promise<string> {
  const folder = await temporaryFolder()
  const store = await diskStoreOver(inline(folder), { history: FOREVER })
  onTestFinished(() => store.close())
  const { ledger } = store
  for (const intent of [call('name bot', '1'), call('name bot', '2'), call('token', '1')])
    await ledger.begin(intent)
  for (const intent of [call('name bot', '1'), call('token', '1')]) await ledger.settle(intent, OK)
  return folder
}

async function changed(folder: string, sql: string): Promise<StoreReader> {
  const DatabaseOf = await loadLibsql()
  const db = new DatabaseOf(join(folder, 'log.db'))
  db.exec(sql)
  db.close()
  const reader = await openForReading(folder)
  onTestFinished(() => reader.close())
  return reader
}

describe('an operator', () => {
  it('sees whose keys there are, and how many have no reply', async () => {
    const { calls } = (await changed(await stored(), '')).summary()
    expect(calls).toEqual([
      { client: 'bot', keys: 2, unanswered: 1, bytes: 516 + OK.length },
      { client: undefined, keys: 1, unanswered: 0, bytes: 258 + OK.length },
    ])
  })

  it('reads a store of before there were any', async () => {
    const sql = 'DROP TABLE calls; DROP TABLE call_scopes; PRAGMA user_version = 1'
    const reader = await changed(await stored(), sql)
    expect(reader.summary().calls).toEqual([])
    expect(reader.check()).toMatchObject({ calls: 0, faults: [] })
  })
})

describe('a check of the calls', () => {
  it('finds nothing where all are whole', async () => {
    expect((await changed(await stored(), '')).check()).toMatchObject({ calls: 3, faults: [] })
  })

  it.each([
    ['has a reply that is none', `UPDATE calls SET reply = x'00' WHERE key = '1' AND scope = 1`],
    ['has another reply than it says', `UPDATE calls SET reply = NULL WHERE id = 1`],
    ['has the state 7, which never was', 'UPDATE calls SET state = 7 WHERE id = 2'],
    ['belongs to no client', `DELETE FROM call_scopes WHERE scope = 'token'`],
    ['counted as 9 of', 'UPDATE call_scopes SET keys = 9 WHERE id = 1'],
  ])('says which one %s', async (fault, sql) => {
    const { faults } = (await changed(await stored(), sql)).check()
    expect(faults).toEqual([expect.stringContaining(fault)])
    expect(faults[0]).toMatch(/^call(?: \d \(client (?:name bot|unknown|token), key "\d"\)|s of name bot): /)
  })
})
