// npm run chaos: the rows of chaos/, each a fault that a hub must survive. Arguments are handed on: `npm run chaos -- R1 R6 --seed 2`.
import { installCompiler } from './c-compiler.mjs'
import { main, runNode } from './run.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  await setUp()
  await installCompiler()
  await runNode('chaos/run.mjs', process.argv.slice(2))
})
