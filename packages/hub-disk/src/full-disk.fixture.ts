// A program whose files may not grow beyond a limit. It prints the ids that are safe until the store is down.
import { openDiskStore } from './open-store.js'

const store = await openDiskStore(process.argv[2] ?? '', { history: { ageMs: 1e15, bytes: 1e12 } })
let safe = 0
store.log.onSafe((upTo) => {
  safe = upTo[0]?.number ?? safe
})
store.onState(async ({ isUp, fault }) => {
  process.stdout.write(`${isUp} ${fault?.code} ${safe} ${await store.log.begin('2')}\n`)
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
