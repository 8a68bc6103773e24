import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Limit on the number of searched files; a larger bot has a compiler. */
const MOST_FILES = 50

/**
 * Returns Node's message about the first file that it cannot parse, among a file and its relative imports. The error
 * itself does not name the file.
 */
export function complaintOfUnparsed(entry: string): string | undefined {
  const found = [entry]
  for (let at = 0; at < Math.min(found.length, MOST_FILES); at++) {
    const file = found[at] ?? ''
    // Compiled languages are left to their compiler.
    if (!/\.m?js$/.test(file)) continue
    const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
    if (status !== 0) return stderr
    for (const each of importsOf(file)) if (!found.includes(each)) found.push(each)
  }
  return undefined
}

function importsOf(file: string): readonly string[] {
  const names = textOf(file).matchAll(/\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+\.m?js)['"]/g)
  return [...names].map(([, name = '']) => resolve(dirname(file), name))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
