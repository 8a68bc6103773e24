/** Time of executing a call: while its caller waits, or after it was answered. */
export type When = 'now' | 'async' | 'rate_limited'

/** The action without the standard's suffix, and the meaning of the suffix; undefined if there are two. */
export function readSuffix(name: string): { readonly action: string; readonly when: When } | undefined {
  if (!name.endsWith('_async') && !name.endsWith('_rate_limited')) return { action: name, when: 'now' }
  const [, action, when, second] = /^(.+?)_(async|rate_limited)(_async|_rate_limited)?$/.exec(name) ?? []
  if (second) return undefined
  return action ? { action, when: when as When } : { action: name, when: 'now' }
}
