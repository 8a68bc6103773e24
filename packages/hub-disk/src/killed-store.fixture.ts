// A program that writes events as fast as it may, and prints the ids as they become safe. It is killed.
import { openDiskStore } from './open-store.js'

const [folder = '', durability = 'process'] = process.argv.slice(2)
const store = await openDiskStore(folder, {
  durability: durability === 'power' ? 'power' : 'process',
  history: { ageMs: 1e15, bytes: 1e12 },
})
store.log.onSafe((upTo) => {
  for (const { account, epoch, number } of upTo) process.stdout.write(`${account} ${epoch} ${number}\n`)
})
const epochs = await Promise.all(['1', '2'].map((account) => store.log.begin(account)))
for (let number = 1; ; number++) {
  store.log.write(
    epochs.map((epoch, at) => ({
      id: { account: String(at + 1), epoch, number },
      time: number,
      admittedAt: number,
      isMessage: true,
      isSelfMessage: false,
      isLate: false,
      payload: Buffer.from(JSON.stringify({ number, text: 'x'.repeat(number % 2_000) })),
    })),
  )
  if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
}
