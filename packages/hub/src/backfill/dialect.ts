import { type Reply, readString, scanObject } from '@rookery/protocol'

/** Implementations whose histories differ in how older messages are asked for. */
export type Dialect = 'napcat' | 'llbot' | 'lagrange' | 'go-cqhttp' | 'unknown'

const DIALECTS: readonly (readonly [name: RegExp, dialect: Dialect])[] = [
  [/napcat/i, 'napcat'],
  [/lagrange/i, 'lagrange'],
  [/llonebot|llbot|luckylillia/i, 'llbot'],
  [/go-cqhttp/i, 'go-cqhttp'],
]

/** An implementation as it names itself. */
export interface Version {
  readonly dialect: Dialect
  /** Name and version, under which its abilities are remembered. */
  readonly name: string
}

/** Longest name of an implementation; anything behind it tells it from no other. */
const NAME_CHARACTERS = 200

const known = new WeakMap<Reply, Version>()

/** Reads an answer to `get_version_info`, once. */
export function versionOf(reply: Reply): Version {
  const version = known.get(reply) ?? readVersion(reply)
  known.set(reply, version)
  return version
}

function readVersion({ bytes }: Reply): Version {
  const scan = scanObject(bytes, { data: { app_name: {}, app_version: {} } })
  const members = scan.members.findLast(({ name }) => name === 'data')?.inner?.members ?? []
  const text = (wanted: string): string => {
    const found = members.findLast(({ name }) => name === wanted)
    return (found && readString(bytes, found.valueStart, found.end)) ?? ''
  }
  const name = text('app_name')
  const dialect = DIALECTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'unknown'
  return { dialect, name: `${name} ${text('app_version')}`.slice(0, NAME_CHARACTERS) }
}
