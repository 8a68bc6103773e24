// npm run gen: writes the checked-in interfaces of @rookery/protocol from its tables.
//   --check       writes nothing; ends with 1 and names the files that are stale
//   --out <dir>   compares with or writes to another directory
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { render } from './gen/interfaces.mjs'
import { main, root, runNode, StepFailed, say, tools } from './run.mjs'

const tablesDir = join(root, 'packages/protocol/src/tables')

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Node 20 cannot import TypeScript: the tables alone are compiled, because the rest needs what we write. */
async function loadTables() {
  const cacheDir = join(root, '.cache')
  mkdirSync(cacheDir, { recursive: true })
  const dir = mkdtempSync(join(cacheDir, 'gen-'))
  const names = ['actions', 'events', 'segments', 'table']
  const flags = ['--ignoreConfig', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', '']
  try {
    await runNode(tools.tsc, [
      ...flags,
      '--outDir',
      dir,
      ...names.map((name) => join(tablesDir, `${name}.ts`)),
    ])
    const modules = await Promise.all(
      names.map((name) => import(pathToFileURL(join(dir, `${name}.js`)).href)),
    )
    return Object.assign({}, ...modules)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

await main(async () => {
  const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } })
  const outDir = options.out === undefined ? tablesDir : resolve(options.out)
  const stale = [...render(await loadTables())].filter(
    ([name, text]) => readIfThere(join(outDir, name)) !== text,
  )
  const names = stale.map(([name]) => name).join(', ')
  if (stale.length === 0) return say('the generated files are up to date')
  if (options.check)
    throw new StepFailed(`${names} do not match the tables: run \`npm run gen\` and commit`, 1)
  for (const [name, text] of stale) writeFileSync(join(outDir, name), text)
  say(`wrote ${names}`)
})
