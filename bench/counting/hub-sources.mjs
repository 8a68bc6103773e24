import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const OPENED = `
export { startHub } from './hub.js'
export { defaultOptions } from './options.js'
export { CallCounters } from './traffic/call-counters.js'
`

/** Bundles the hub from its sources with its counters within reach; gives the URL of the module. */
export async function hubSources() {
  const folder = join(root, '.cache/bench-counting')
  const outfile = join(folder, `hub-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  await build({
    stdin: { contents: OPENED, resolveDir: join(root, 'packages/hub/src'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  })
  return pathToFileURL(outfile).href
}
