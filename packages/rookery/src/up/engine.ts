import v8 from 'node:v8'

/** What says how this process was started. */
type Started = Pick<NodeJS.Process, 'execArgv' | 'env' | 'versions'>

/**
 * Spares a hub that has just started the two full collections by which V8 reduces every heap eight seconds after a start.
 * They take 40 ms and free 1 MB of 11. A heap that has grown later, by a peak of traffic, is reduced as ever. V8 decides
 * when the first megabyte is loaded, so this comes before.
 */
export function skipFirstReduction(started: Started = process): void {
  setOption('--no-memory-reducer-for-small-heaps', /memory[-_]reducer[-_]for[-_]small/, started)
}

/**
 * Has V8 optimize a function after twice the use that it waits for by itself. A hub in which little happens would
 * else compile for half a minute what it seldom runs.
 */
export function optimizeLater(started: Started = process): void {
  // Later versions compile in more steps, and have no such option.
  if (started.versions.v8?.startsWith('11.'))
    setOption('--interrupt-budget=135168', /interrupt[-_]budget/, started)
}

/**
 * Keeps V8's young generation at the size it has: some 8 MB in a hub that has just started. It would grow to 33 MB while
 * clients connect, and stay so.
 */
export function keepYoungGeneration(started: Started = process): void {
  setOption('--semi-space-growth-factor=1', /semi[-_]space/, started)
}

/** Sets an option of V8, unless the operator has set one like it: `NODE_OPTIONS=--max-semi-space-size=16`. */
function setOption(option: string, like: RegExp, { execArgv, env, versions }: Started): void {
  const isSet = like.test([...execArgv, env.NODE_OPTIONS].join(' '))
  // Bun has another engine, and refuses the options of V8.
  if (!isSet && !('bun' in versions)) v8.setFlagsFromString(option)
}
