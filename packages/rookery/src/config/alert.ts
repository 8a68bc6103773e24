import type { AlertOptions } from '@rookery/hub'
import { type Infer, object, partial, refine } from '@rookery/schema'
import { secret } from '@rookery/yaml-file'
import { httpUrl } from './net.js'
import { program } from './process.js'
import { accountNumber } from './scalars.js'

const { args, command } = partial(program)

const receiver = refine(
  object(partial({ user: accountNumber, group: accountNumber })),
  ({ user, group }, { at }, { addIssue }) => {
    const isOne = (user === undefined) !== (group === undefined)
    if (!isOne) addIssue({ ...at, found: 'not one receiver', allowed: 'user or group' })
    return isOne
  },
)

/** The key that says which receiver it is, and those that go with it. */
const WAYS = { webhook: ['token'], command: ['args'], account: ['to'] } as const
const ways = Object.keys(WAYS) as (keyof typeof WAYS)[]

/** A receiver of alerts. */
export const alert = refine(
  object(partial({ webhook: httpUrl, token: secret, command, args, account: accountNumber, to: receiver })),
  (entry, { at }, { addIssue }) => {
    const [way, ...others] = ways.filter((each) => entry[each] !== undefined)
    if (way === undefined || others.length > 0) {
      const found = way === undefined ? 'no receiver' : `${[way, ...others].join(' beside ')}`
      addIssue({ ...at, found, allowed: `one of ${ways.join(', ')}` })
      return false
    }
    const known: readonly string[] = [way, ...WAYS[way]]
    const strange = Object.keys(entry).find((key) => !known.includes(key))
    if (strange !== undefined)
      addIssue({ ...at, found: `${strange} beside ${way}`, allowed: known.join(', ') })
    const isWhole = way !== 'account' || entry.to !== undefined
    if (!isWhole) addIssue({ ...at, found: 'account without to', allowed: 'to: { user } or to: { group }' })
    return strange === undefined && isWhole
  },
)

/** Converts an entry of the file to the hub's option. */
export function toAlertOptions(entry: Infer<typeof alert>): AlertOptions {
  const { webhook: url, token, command: named, args: list, account = '', to } = entry
  if (url !== undefined) return { type: 'webhook', url, ...(token !== undefined && { token }) }
  if (named !== undefined) return { type: 'command', command: named, ...(list && { args: list }) }
  const { user, group = '' } = to ?? {}
  return { type: 'message', account, to: user !== undefined ? { user } : { group } }
}
