import { loadavg } from 'node:os'
import { meanRun } from './cells.mjs'

/**
 * Measures several peers in turns; the order alternates, so that none always comes after the same one. Gives the runs of each
 * by its name. With `slices`, each run of a turn is the mean of so many shorter ones, between which the others have theirs:
 * what slows the machine down for a moment then falls on all of them. Warm-up turns are measured, too, and forgotten.
 */
export async function inAlternatingTurns({ turns, warmUps = 0, slices = 1 }, measures) {
  const names = Object.keys(measures)
  const runs = Object.fromEntries(names.map((name) => [name, []]))
  for (let turn = -warmUps; turn < turns; turn++) {
    const measured = await measureTurn(names, turn * slices, slices, measures)
    if (turn < 0) continue
    for (const name of names) runs[name].push(slices === 1 ? measured[name][0] : meanRun(measured[name]))
    console.error(`  turn ${turn + 1} of ${turns} (load ${loadavg()[0].toFixed(1)})`)
  }
  return runs
}

/** Measures all slices of a turn, of which the first has the number `first`. */
async function measureTurn(names, first, slices, measures) {
  const measured = Object.fromEntries(names.map((name) => [name, []]))
  for (let slice = first; slice < first + slices; slice++) {
    const order = slice % 2 === 0 ? names : [...names].reverse()
    for (const name of order) measured[name].push(await measures[name]())
  }
  return measured
}
