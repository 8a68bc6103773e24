// npm run bench: the benchmarks of bench/. Arguments are handed on: `npm run bench -- fan-out --quick`. Behind the name `factor`
// come the rows of the table that puts hub and bot beside the highest references: `npm run bench -- factor chat --turns 3`.
import { main, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  await setUp()
  const args = process.argv.slice(2)
  if (args[0] === 'factor') await runNode('bench/factor/run.mjs', args.slice(1))
  else await runNode('bench/run.mjs', args)
})
