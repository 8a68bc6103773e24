// npm run bench: the benchmarks of bench/. Arguments are handed on: `npm run bench -- fan-out --quick`.
import { main, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  await setUp()
  await runNode('bench/run.mjs', process.argv.slice(2))
})
