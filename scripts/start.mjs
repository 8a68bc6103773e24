// npm start: the hub with a simulated account and two example applications, from a fresh clone.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { has, main, root, StepFailed } from './run.mjs'
import { setUp } from './set-up.mjs'

const DEMO = 'examples/dist/demo.js'

await main(async () => {
  await setUp()
  if (!has(DEMO)) throw new StepFailed(`${DEMO} was not built: is examples/ named in tsconfig.json?`, 1)
  outliveRepeatedSignal()
  if (process.env.npm_lifecycle_event !== undefined) endWithParent()
  // In this process, not in a child: a Ctrl-C then reaches the demo and nobody else has to pass it on.
  process.argv[1] = join(root, DEMO)
  await import(pathToFileURL(process.argv[1]).href)
})

/** One Ctrl-C may arrive twice, from the terminal and from npm: only somebody who insists breaks the ending off. */
function outliveRepeatedSignal() {
  let times = 0
  process.on('SIGINT', () => {
    times += 1
    if (times > 2) process.exit(130)
  })
}

/** npm's shell does not hand a SIGTERM on to us: without this, the demo would outlive `npm start` on its port. */
function endWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
