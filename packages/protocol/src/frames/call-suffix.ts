/** When a call is executed: while its caller waits, or after it was answered. */
export type When = 'now' | 'async' | 'rate_limited'

/** The action without the standard's suffix, and what the suffix says; undefined when there are two of them. */
export function readSuffix(name: string): { readonly action: string; readonly when: When } | undefined {
  if (!name.endsWith('_async') && !name.endsWith('_rate_limited')) return { action: name, when: 'now' }
  const [, action, when, second] = /^(.+?)_(async|rate_limited)(_async|_rate_limited)?$/.exec(name) ?? []
  if (second) return undefined
  return action ? { action, when: when as When } : { action: name, when: 'now' }
}
