import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The command line that runs a file, TypeScript or JavaScript, again whenever something that it imports has changed. */
export function watched(file: string): readonly [string, ...string[]] {
  const require = createRequire(import.meta.url)
  const tsx = join(dirname(require.resolve('tsx/package.json')), 'dist/cli.mjs')
  return [process.execPath, tsx, 'watch', '--clear-screen=false', file]
}
