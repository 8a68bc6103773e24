import v8 from 'node:v8'

/**
 * Keeps V8's young generation at the size it has: some 8 MB in a hub that has just started. It would grow to 33 MB while
 * clients connect, and stay so. A size that the operator sets holds: `NODE_OPTIONS=--max-semi-space-size=16`.
 */
export function keepYoungGeneration({ execArgv, env, versions } = process): void {
  const isSet = /semi[-_]space/.test([...execArgv, env.NODE_OPTIONS].join(' '))
  // Bun has another engine, and refuses the flags of V8.
  if (isSet || 'bun' in versions) return
  v8.setFlagsFromString('--semi-space-growth-factor=1')
}
