// npm run test:extra: what needs more than Node, or more than a minute.

import { installCompiler } from './c-compiler.mjs'
import { installChromium } from './chromium.mjs'
import { installNginx } from './nginx.mjs'
import { testOnNode24 } from './node-24.mjs'
import { installPrometheus } from './prometheus.mjs'
import { has, main, runNode, say, tools } from './run.mjs'
import { installRuntimes } from './runtimes.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  await setUp()
  await installChromium()
  await installNginx()
  await installPrometheus()
  await installRuntimes()
  if (has('scripts/interop.mjs')) {
    say('running real third-party applications (interop)')
    await runNode('scripts/interop.mjs')
  }
  if (has('chaos/run.mjs')) {
    await installCompiler()
    say('a hub among faults, the short form (chaos)')
    await runNode('chaos/run.mjs', ['--short'])
  }
  await testOnNode24()
  // Last, so that the output ends with a test runner's summary.
  say('running the long tests (*.extra.test.ts)')
  await runNode(tools.vitest, ['run', '--config', 'vitest.extra.config.ts'])
})
