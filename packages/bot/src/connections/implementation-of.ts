import type { Implementation } from '@rookery/protocol'

const names: readonly (readonly [RegExp, Implementation])[] = [
  [/napcat/i, 'napcat'],
  [/lagrange/i, 'lagrange'],
  [/ll(?:one)?bot|luckylillia/i, 'llbot'],
  [/cqhttp/i, 'go-cqhttp'],
]

/** Implementation named by the `app_name` of `get_version_info`; undefined for one that is not in our tables. */
export function implementationOf(app_name: unknown): Implementation | undefined {
  if (typeof app_name !== 'string') return undefined
  return names.find(([pattern]) => pattern.test(app_name))?.[1]
}
