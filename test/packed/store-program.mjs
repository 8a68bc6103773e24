// Keeps an event on disk by the published packages, and prints what it reads back.
import { openDiskStore } from '@rookery/hub-disk'

try {
  const store = await openDiskStore(process.argv[2])
  const epoch = await store.log.begin('1')
  const facts = { time: 1, admittedAt: Date.now(), isMessage: true, isSelfMessage: false, isLate: false }
  const event = {
    ...facts,
    id: { account: '1', epoch, number: 1 },
    payload: Buffer.from('{"message":"hello"}'),
  }
  const safe = new Promise((resolve) => store.log.onSafe(resolve))
  store.log.write([event])
  await safe
  const { events } = await store.log.read({ after: { accounts: new Map() }, accounts: 'all', limit: 10 })
  await store.close()
  console.log(events.map(({ payload }) => payload.toString()).join('\n'))
} catch (error) {
  console.log(error.name, error.code)
}
