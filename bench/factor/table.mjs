import { printTable } from '../report.mjs'
import { judge, quantile } from './cells.mjs'

const HEADS = ['row', 'what', 'today', 'now', 'quartiles', 'goal', 'stretch', '']
const UNITS = {
  ratio: (value) => `${value.toFixed(2)}×`,
  kb: (value) => `${value.toFixed(1)} KB`,
  ms: (value) => `${value.toFixed(2)} ms`,
}

/** Prints the cells of some rows, and gives how each was judged. */
export function printCells(title, cells) {
  const rows = cells.map(rowOf)
  printTable(title, HEADS, rows)
  return rows.map((row) => row.at(-1))
}

function rowOf(cell) {
  const shown = UNITS[cell.unit ?? 'ratio']
  const goals = [cell.goal, cell.stretch].map((goal) => (goal === undefined ? '' : `≤ ${shown(goal)}`))
  const reason = cell.missing ? `not here: ${cell.missing}` : cell.failed && `failed: ${cell.failed}`
  if (reason) return [cell.row, cell.what, '', '', '', ...goals, reason]
  const { low, median, high, verdict } = judge(cell)
  const before = cell.today ? shown(quantile(cell.today, 0.5)) : '–'
  const now = cell.worst ? `${shown(median)}, at most ${shown(Math.max(...cell.values))}` : shown(median)
  return [cell.row, cell.what, before, now, `${shown(low)}–${shown(high)}`, ...goals, verdict]
}

/** Prints what was measured of each peer, the medians of its figures, one line a peer. A figure that none has is left out. */
export function printFigures(title, runs, heads) {
  const peers = Object.entries(runs)
  const keys = Object.keys(heads).filter((key) => peers.some(([, measured]) => figure(measured, key) !== ''))
  const rows = peers.map(([peer, measured]) => [peer, ...keys.map((key) => figure(measured, key))])
  printTable(title, ['peer', ...keys.map((key) => heads[key])], rows)
}

function figure(measured, key) {
  const values = measured.map((run) => run[key]).filter((value) => value !== undefined)
  return values.length === 0 ? '' : quantile(values, 0.5).toFixed(2)
}
