import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Whether Node would treat a file as CommonJS, without top-level `await`: a `.ts` or `.js` file without a
 * package.json above it that says `"type": "module"`.
 */
export function isCommonJs(file: string): boolean {
  if (!/\.[jt]sx?$/.test(file)) return false
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest)) return typeOf(manifest) !== 'module'
    if (folder === dirname(folder)) return true
  }
}

function typeOf(manifest: string): unknown {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: unknown } | null)?.type
  } catch {
    return undefined
  }
}
