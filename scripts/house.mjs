// Prints how the code is built, package by package; `--all` lists each place, `--json` prints it for programs. With `walk` it
// prints instead the files that one message enters on its way to the handler of its command.
import { printTable } from '../bench/report.mjs'
import { measure } from './house/measures.mjs'
import { readPackages } from './house/sources.mjs'
import { runNode, tools } from './run.mjs'

/** Measures that are lists of places, with their heads. */
const COUNTED = {
  folderCircles: 'folder circles',
  fileCircles: 'file circles',
  longFunctions: 'functions > 25',
  longestFunctions: '> 60',
  relativeOpenings: 'relative openings',
  undocumented: 'undocumented',
  any: 'any',
  longFiles: 'files > 300',
}
const HEADS = [
  'package',
  'files',
  'lines',
  'imports/1,000',
  ...Object.values(COUNTED),
  '% functions',
  '% openings',
]

if (process.argv.includes('walk')) {
  await printWalk()
  process.exit()
}

const all = Object.entries(readPackages()).map(([name, files]) => [name, measure(files)])

if (process.argv.includes('--json')) console.log(JSON.stringify(Object.fromEntries(all), undefined, 2))
else
  printTable(
    'the house: without tests and generated files; lines without blanks and comments',
    HEADS,
    all.map(rowOf),
  )
if (process.argv.includes('--all')) for (const [name, measured] of all) listPlaces(name, measured)

async function printWalk() {
  await runNode(tools.tsc, ['-b'])
  const { walkMessage } = await import('./house/walk.mjs')
  const files = await walkMessage()
  console.log(`${files.length} files of packages/ that one message enters on its way to the handler:\n`)
  for (const file of files) console.log(`  ${file}`)
}

function rowOf([name, measured]) {
  const { files, functions, docs, codeLines, imports } = measured
  return [
    name,
    files,
    codeLines,
    Math.round((imports / codeLines) * 1000),
    ...Object.keys(COUNTED).map((key) => measured[key].length),
    percent(measured.longFunctions.length, functions),
    percent(measured.relativeOpenings.length, docs),
  ]
}

function listPlaces(name, measured) {
  for (const [key, head] of Object.entries(COUNTED)) {
    if (measured[key].length === 0) continue
    console.log(`\n${name}: ${head}`)
    for (const place of measured[key]) console.log(`  ${place}`)
  }
}

function percent(part, total) {
  return ((part / Math.max(1, total)) * 100).toFixed(1)
}
