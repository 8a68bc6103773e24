// What the sandbox says of itself. It is bundled from its sources, since it needs what is written here to be compiled.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../run.mjs'

const ENTRY = [
  "export { implementedActions } from './actions/implemented-actions.js'",
  "export { refusals } from './world/refusal.js'",
].join('\n')

const sourceOf = (name) => join(root, 'packages', name, 'src/index.ts')

/** The actions of the sandbox by their names, and its refusals; `dir` is for what is temporary. */
export async function loadSandbox(dir) {
  // Only now: before the first installation there is no esbuild.
  const { build } = await import('esbuild')
  const outfile = join(dir, 'sandbox.mjs')
  await build({
    stdin: { contents: ENTRY, resolveDir: join(root, 'packages/sandbox/src') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    alias: Object.fromEntries(
      ['protocol', 'schema', 'transport'].map((name) => [`@rookery/${name}`, sourceOf(name)]),
    ),
    logLevel: 'warning',
  })
  const { implementedActions, refusals } = await import(pathToFileURL(outfile).href)
  return { actions: implementedActions(), refusals }
}
