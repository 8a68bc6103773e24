// A program that executes calls with keys, each of them once, and kills itself in the middle. It repeats all keys of before.
import { appendFileSync } from 'node:fs'
import { openDiskStore } from './open-store.js'

const [folder = '', notes = '', dieAt = '', known = '0', durability = 'process'] = process.argv.slice(2)
const NEW = 20
const store = await openDiskStore(folder, { durability: durability === 'power' ? 'power' : 'process' })

/** Written at once, so that it is there after the kill. */
const note = (what: string, key: number): void => appendFileSync(notes, `${what} ${key}\n`)

let reached = 0
/** The last of the new calls that comes by here dies with the process. */
function pass(place: string, key: number): void {
  if (place === dieAt && key > Number(known) && ++reached === NEW) process.kill(process.pid, 'SIGKILL')
}

async function once(key: number): Promise<void> {
  const intent = { scope: 'name bot', account: '1', key: String(key), digest: 'd' }
  const begun = await store.ledger.begin(intent)
  if (begun.is !== 'fresh') return note(begun.is, key)
  pass('stored', key)
  note('executed', key)
  pass('executed', key)
  const settled = store.ledger.settle(intent, Buffer.from(`reply to ${key}`))
  pass('settling', key)
  await settled
  note('told', key)
  pass('told', key)
}

const keys = Array.from({ length: Number(known) + NEW }, (_, at) => at + 1)
await Promise.all(keys.map(once))
