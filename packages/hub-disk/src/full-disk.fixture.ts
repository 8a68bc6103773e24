// A program whose files may not grow beyond a limit. It prints the ids that are safe until the store is down, and what the
// ledger says then of a key that it knows and of new ones.
import { openDiskStore } from './open-store.js'

const store = await openDiskStore(process.argv[2] ?? '', { history: { ageMs: 1e15, bytes: 1e12 } })
const intent = (key: string) => ({ scope: 'name bot', account: '1', key, digest: 'd' })
await store.ledger.begin(intent('known'))
await store.ledger.settle(intent('known'), Buffer.from('yes'))

/** Begins calls until one is refused; a little room may be left. */
async function refusedCall(): Promise<string> {
  for (let n = 0; n < 5_000; n++) {
    const { is } = await store.ledger.begin(intent(`${n}`))
    if (is !== 'fresh') return is
  }
  return 'none'
}

let safe = 0
let isTold = false
store.log.onSafe((upTo) => {
  safe = upTo[0]?.number ?? safe
})
store.onState(async ({ isUp, fault }) => {
  if (isTold) return
  isTold = true
  const epoch = await store.log.begin('2')
  const refused = await refusedCall()
  const { is } = await store.ledger.begin(intent('known'))
  process.stdout.write(`${isUp} ${fault?.code} ${safe} ${epoch} ${refused} ${is}\n`)
  await store.close()
})
const epoch = await store.log.begin('1')
const payload = Buffer.from(JSON.stringify({ text: 'x'.repeat(20_000) }))
for (let number = 1; store.state.isUp; number++) {
  const facts = { time: number, admittedAt: number, isMessage: true, isSelfMessage: false, isLate: false }
  store.log.write([{ ...facts, id: { account: '1', epoch, number }, payload }])
  // Not so far ahead that events would have to be dropped.
  while (store.state.isUp && number - safe >= 20) await new Promise((resolve) => setImmediate(resolve))
}
