// Prints how the code is built, package by package; `--all` lists each place.
import { measure } from './house/measures.mjs'
import { readPackages } from './house/sources.mjs'

const COLUMNS = {
  folderCircles: 'folder circles',
  fileCircles: 'file circles',
  longFunctions: 'functions > 25 lines',
  longestFunctions: '> 60 lines',
  relativeOpenings: 'relative openings',
  undocumented: 'undocumented',
  any: 'any',
  longFiles: 'files > 300',
}

const all = Object.entries(readPackages()).map(([name, files]) => [name, measure(files)])
console.table(Object.fromEntries(all.map(([name, measured]) => [name, rowOf(measured)])))
if (process.argv.includes('--all')) for (const [name, measured] of all) listPlaces(name, measured)

function rowOf(measured) {
  const { files, functions, docs, codeLines, imports } = measured
  const counts = Object.entries(COLUMNS).map(([key, head]) => [head, measured[key].length])
  return {
    files,
    'lines of code': codeLines,
    ...Object.fromEntries(counts),
    '% of functions': percent(measured.longFunctions.length, functions),
    '% of docs': percent(measured.relativeOpenings.length, docs),
    'imports per 1,000 lines': Math.round((imports / codeLines) * 1000),
  }
}

function listPlaces(name, measured) {
  for (const [key, head] of Object.entries(COLUMNS)) {
    if (measured[key].length === 0) continue
    console.log(`\n${name}: ${head}`)
    for (const place of measured[key]) console.log(`  ${place}`)
  }
}

function percent(part, whole) {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10
}
