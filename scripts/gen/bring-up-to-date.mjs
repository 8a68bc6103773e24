import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { StepFailed } from '../run.mjs'

/** The folder of the generated pages, which holds nothing else. */
export const PAGES = 'docs/reference'

/**
 * Writes the generated files that are not there as they should be, and removes pages that nothing stands for any more; says in a
 * line what it did. With `check` it writes nothing. @throws StepFailed that names the stale files when it only checks
 */
export function bringUpToDate(files, outDir, { check = false } = {}) {
  const stale = [...files].filter(([path, text]) => readIfThere(join(outDir, path)) !== text)
  const surplus = leftOver(outDir, files)
  const names = [...stale.map(([path]) => path), ...surplus].join(', ')
  if (names === '') return 'the generated files are up to date'
  if (check) throw new StepFailed(`${names} do not match the tables: run \`npm run gen\` and commit`, 1)
  for (const [path, text] of stale) write(join(outDir, path), text)
  for (const path of surplus) rmSync(join(outDir, path))
  return `wrote ${names}`
}

/** Pages that nothing stands for any more. */
function leftOver(outDir, files) {
  try {
    const found = readdirSync(join(outDir, PAGES), { recursive: true })
    const paths = found.map((name) => `${PAGES}/${name.split(sep).join('/')}`)
    return paths.filter((path) => path.endsWith('.md') && !files.has(path)).sort()
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
