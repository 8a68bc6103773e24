// npm run gen: writes the checked-in interfaces of @rookery/protocol and the reference pages from the tables.
//   --check       writes nothing; ends with 1 and names the files that are stale
//   --out <dir>   compares with or writes to another directory, in place of the checkout's root
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { bringUpToDate, PAGES } from './gen/bring-up-to-date.mjs'
import { render } from './gen/interfaces.mjs'
import { loadSandbox } from './gen/load-sandbox.mjs'
import { renderPages } from './gen/pages.mjs'
import { main, root, runNode, say, tools } from './run.mjs'

const SOURCE = 'packages/protocol/src'
const TABLES = `${SOURCE}/tables`

/** Node 20 cannot import TypeScript: the tables alone are compiled, because the rest needs what we write. */
async function loadTables() {
  const cacheDir = join(root, '.cache')
  mkdirSync(cacheDir, { recursive: true })
  const dir = mkdtempSync(join(cacheDir, 'gen-'))
  const names = ['tables/actions', 'tables/events', 'tables/segments', 'tables/table', 'retcodes']
  const flags = ['--ignoreConfig', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', '']
  const places = ['--rootDir', join(root, SOURCE), '--outDir', dir]
  const load = (name) => import(pathToFileURL(join(dir, `${name}.js`)).href)
  try {
    await runNode(tools.tsc, [...flags, ...places, ...names.map((name) => join(root, SOURCE, `${name}.ts`))])
    const tables = Object.assign({}, ...(await Promise.all(names.map(load))))
    const topics = await loadTopics(join(dir, 'tables/actions'), load, tables)
    return { ...tables, topics, sandbox: await loadSandbox(dir) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The actions by the file that their rows are in, in the order of all actions. */
async function loadTopics(dir, load, { actions }) {
  const names = readdirSync(dir).map((file) => basename(file, '.js'))
  const topics = names.map(async (name) => {
    const [rows] = Object.values(await load(`tables/actions/${name}`))
    return { name, rows }
  })
  const order = Object.keys(actions)
  const place = ({ rows }) => order.indexOf(Object.keys(rows)[0])
  return (await Promise.all(topics)).sort((a, b) => place(a) - place(b))
}

/** Everything that is checked in, by its path. */
function renderAll(tables) {
  const below = (dir, files) => [...files].map(([name, text]) => [`${dir}/${name}`, text])
  return new Map([...below(TABLES, render(tables)), ...below(PAGES, renderPages(tables))])
}

await main(async () => {
  const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } })
  const outDir = resolve(options.out ?? root)
  say(bringUpToDate(renderAll(await loadTables()), outDir, options))
})
