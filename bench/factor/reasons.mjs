/** Why a cell misses its first goal, by what it measures: what the profile shows, and why no more is to be had. */
const REASONS = {
  "CPU a delivery, 10 × 20/s, against Node's floor":
    'code that runs 20 times a second stays cold: inline caches take 15 % of the samples, 7 % at the floor; checking, journal ' +
    'and confirmation are more code than a loop of writes, and compiling is paid within the window (chat-warm is without it)',
  "CPU a delivery, 100 × 200/s, against Node's floor":
    'most of the cost is the kernel, the same for both; half of the excess is compiling on helper threads, which 5 s do not pay ' +
    'back, the rest is checking, journal and the pongs of confirmation; collections cost no more than at the floor',
  'connecting, CPU, against plain ws':
    'the upgrade by ws and Node is that of plain; beside it stand the log line with its write (8 %), token, name and id of the ' +
    'client (6 %), its connection and place in the journal (12 %), the lifecycle event, which leaves in the write of the answer, and the ' +
    'compiling and collecting of all that; each is a few per cent, and none can wait: a client may be sent an event at once',
  'taking an event in, against today':
    'half of what is left is collecting the young generation, into which every event of the journal is born; it is kept at 8 MB for ' +
    'the sake of idle clients and of delays: one that may grow takes 2 µs less an event, and 25 MB more',
  'CPU a delivery, 10 × 20/s, disk against memory':
    'an event that comes alone is a commit of its own: half a millisecond of seldom run code in each of two threads, beside ten ' +
    'deliveries that cost less; it is two per cent of a processor, and to wait longer would lose more at a kill',
  'longest turn of the loop, CPU':
    'no single cause: 100 writes of one event (2 ms while their code is not optimized), up to 16 pongs and a collection of the ' +
    'young generation (0.4 to 3 ms) can fall into one turn; no full collection falls into the window',
}

/** One line for each cell that is not met. A cell that has no goal, or was not measured, needs none. */
export function reasonLines(cells, verdicts, reasons = REASONS) {
  const unmet = cells.filter((_, at) => verdicts[at] === 'missed' || verdicts[at] === 'open')
  return unmet.map(({ what }) => `${what}: ${reasons[what] ?? 'no reason is known yet'}`)
}
