// npm start: an example bot in a simulated QQ with a chat page, from a fresh clone.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main, root } from './run.mjs'
import { setUp } from './set-up.mjs'

const ROOKERY = join(root, 'packages/rookery/bin/rookery.js')
const EXAMPLE = 'examples/src/weather.ts'

await main(async () => {
  await setUp()
  if (process.env.npm_lifecycle_event !== undefined) endWithParent()
  // In this process, not in a child: a Ctrl-C then reaches it and nobody else has to pass it on.
  const given = process.argv.slice(2)
  process.argv.splice(1, process.argv.length, ROOKERY, 'dev', EXAMPLE, ...given)
  await import(pathToFileURL(ROOKERY).href)
})

/** npm's shell does not hand a SIGTERM on to us: without this, it would all outlive `npm start` on its ports. */
function endWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
