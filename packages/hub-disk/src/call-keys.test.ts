import { expect, it } from 'vitest'
import { inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

it('keys that differ only behind a NUL, in case, accents or trailing spaces are different keys in the file, too', async () => {
  const folder = await temporaryFolder()
  const keys = ['a', 'A', 'a ', 'a\0', 'a\0b', 'a\0c', '\0', '\0\0', 'é', 'e\u0301', '1', '01', '1.0', '🐧']
  const intent = (key: string) => ({ scope: 'name bot', account: '1', key, digest: 'd' })
  const first = await diskStoreOver(inline(folder), { history: FOREVER })
  for (const key of keys) {
    expect([key, await first.ledger.begin(intent(key))]).toEqual([key, { is: 'fresh' }])
    await first.ledger.settle(intent(key), Buffer.from(`reply to ${key}`))
  }
  await first.close()
  const second = await diskStoreOver(inline(folder), { history: FOREVER })
  for (const key of keys) {
    const begun = await second.ledger.begin(intent(key))
    expect(begun.is === 'replied' && Buffer.from(begun.reply).toString()).toBe(`reply to ${key}`)
  }
  await second.close()
})
