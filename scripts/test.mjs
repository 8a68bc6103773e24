// npm test: everything that needs only Node. Arguments are handed to vitest: `npm test -- journal`.
import { has, main, runNode, say, tools } from './run.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  await setUp()
  say('checking style (biome check)')
  await runNode(tools.biome, ['check'])
  say('checking the types of the tests (tsc -p tsconfig.tests.json)')
  await runNode(tools.tsc, ['-p', 'tsconfig.tests.json'])
  say(
    'checking those of the page, which knows a DOM and no Node (tsc -p packages/console/tsconfig.tests.json)',
  )
  await runNode(tools.tsc, ['-p', 'packages/console/tsconfig.tests.json'])
  if (has('scripts/gen.mjs')) {
    say('checking that generated files are fresh (gen --check)')
    await runNode('scripts/gen.mjs', ['--check'])
  }
  say('running the tests (vitest run)')
  await runNode(tools.vitest, ['run', ...process.argv.slice(2)])
})
