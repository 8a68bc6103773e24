import { loadavg } from 'node:os'

/**
 * Measures several peers in turns; the order alternates, so that none always comes after the same one. Gives the runs of each
 * by its name. Warm-up turns are measured, too, and forgotten.
 */
export async function inAlternatingTurns({ turns, warmUps = 0 }, measures) {
  const names = Object.keys(measures)
  const runs = Object.fromEntries(names.map((name) => [name, []]))
  for (let turn = -warmUps; turn < turns; turn++) {
    const order = turn % 2 === 0 ? names : [...names].reverse()
    for (const name of order) {
      const run = await measures[name]()
      if (turn >= 0) runs[name].push(run)
    }
    if (turn >= 0) console.error(`  turn ${turn + 1} of ${turns} (load ${loadavg()[0].toFixed(1)})`)
  }
  return runs
}
