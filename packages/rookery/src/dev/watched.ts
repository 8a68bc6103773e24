import { createRequire as requireFrom } from 'node:module'
import { dirname, join } from 'node:path'

/** The command line that runs a file, TypeScript or JavaScript, again whenever something that it imports has changed. */
export function watched(file: string): readonly [string, ...string[]] {
  const tsx = join(dirname(requireFrom(import.meta.url).resolve('tsx/package.json')), 'dist/cli.mjs')
  return [process.execPath, tsx, 'watch', '--clear-screen=false', file]
}
