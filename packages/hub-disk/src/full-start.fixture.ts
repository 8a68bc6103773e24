// A program that opens a store and prints what was set aside, and how many events it reads.
import { readAll } from '../../hub/src/history/hub-store.conformance.js'
import { openDiskStore } from './open-store.js'

const store = await openDiskStore(process.argv[2] ?? '', { history: { ageMs: 1e15, bytes: 1e12 } })
const { events } = await readAll(store)
process.stdout.write(`${store.report.setAside ?? 'nothing'} ${events.length}\n`)
process.exit()
