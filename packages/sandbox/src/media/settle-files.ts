import { type JsonObject, parseCq, type UnknownSegment } from '@rookery/protocol'
import { isTooDeep } from '../too-deep.js'
import type { Media } from '../world/world.js'

/** The params of a call or deed that hold files; `operation.reply` is a nested key. */
export interface FilePlan {
  readonly files?: readonly string[]
  readonly messages?: readonly string[]
}

export interface SettledFiles {
  readonly params: unknown
  readonly media: readonly Media[]
}

/** A source of files. */
export interface Fetching {
  /** Whether a text names a file that must be fetched. */
  needs(source: string): boolean
  fetch(source: string): Promise<Media>
}

/**
 * Fetches the files that params name, and replaces them by their names in the world. Undefined, without a promise, if
 * there are none: most calls have none, and must not wait.
 *
 * @throws WorldRefusal, by rejecting, for a file that cannot be fetched
 */
export function settleFiles(
  fetching: Fetching,
  plan: FilePlan | undefined,
  params: unknown,
): Promise<SettledFiles> | undefined {
  if (!plan || typeof params !== 'object' || params === null) return undefined
  const sources = new Set<string>()
  walk(plan, params as JsonObject, (source) => {
    if (fetching.needs(source)) sources.add(source)
    return source
  })
  return sources.size === 0 ? undefined : settle(fetching, plan, params as JsonObject, [...sources])
}

async function settle(
  fetching: Fetching,
  plan: FilePlan,
  params: JsonObject,
  sources: readonly string[],
): Promise<SettledFiles> {
  const media = await Promise.all(sources.map((source) => fetching.fetch(source)))
  const names = new Map(sources.map((source, index) => [source, media[index]?.file ?? source]))
  return { params: walk(plan, params, (source) => names.get(source) ?? source), media }
}

/** Replaces a file's source by its name; returns the same text for no change. */
type Name = (source: string) => string

function walk({ files = [], messages = [] }: FilePlan, params: JsonObject, name: Name): JsonObject {
  let walked = params
  for (const path of files) walked = at(walked, path.split('.'), (value) => nameFile(value, path, name))
  const isLiteral = [true, 1, 'true', '1', 'yes'].some((yes) => params.auto_escape === yes)
  for (const path of messages)
    walked = at(walked, path.split('.'), (value) => nameIn(value, path, name, isLiteral))
  return walked
}

/** Changes the value at a path; returns the same object if nothing changes. */
function at(
  params: JsonObject,
  [key = '', ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): JsonObject {
  const value = params[key]
  if (value === undefined || value === null) return params
  const isInside = rest.length > 0
  if (isInside && typeof value !== 'object') return params
  const changed = isInside ? at(value as JsonObject, rest, change) : change(value)
  return changed === value ? params : { ...params, [key]: changed }
}

/** Replaces a source, or a list of them. A param called `base64` holds the content itself. */
function nameFile(value: unknown, path: string, name: Name): unknown {
  if (Array.isArray(value)) return nameFiles(value, path, name)
  if (typeof value !== 'string' || value === '') return value
  if (path !== 'base64' || value.startsWith('base64://')) return name(value)
  const source = `base64://${value}`
  const named = name(source)
  return named === source ? value : named
}

/** Replaces the sources of a list; returns the same list if nothing changes. */
function nameFiles(values: readonly unknown[], path: string, name: Name): unknown {
  const named = values.map((value) => nameFile(value, path, name))
  return named.some((value, index) => value !== values[index]) ? named : values
}

const HAS_FILE = /\[CQ:(?:image|record|video|file)[,\]]/
const WITH_FILES: ReadonlySet<string> = new Set(['image', 'record', 'video', 'file'])

/**
 * Replaces the sources in a message. Only a list of nodes may be JSON text, as over HTTP; a message that looks like
 * JSON is still text.
 */
function nameIn(value: unknown, path: string, name: Name, isLiteral: boolean): unknown {
  if (typeof value !== 'string') return nameInMessage(value, name)
  if (path === 'messages') return nameInJson(value, name)
  return isLiteral ? value : nameInMessage(value, name)
}

/** Replaces the sources in unchecked input. A value that is not a message stays as it is. */
function nameInMessage(message: unknown, name: Name): unknown {
  if (typeof message === 'string')
    return HAS_FILE.test(message) ? nameInMessage(parseCq(message), name) : message
  if (!Array.isArray(message)) return nameInSegment(message, name)
  const named = message.map((segment) => nameInSegment(segment, name))
  return named.some((segment, index) => segment !== message[index]) ? named : message
}

function nameInJson(text: string, name: Name): unknown {
  try {
    const nodes: unknown = JSON.parse(text)
    // The world refuses it, with a reason.
    if (isTooDeep(nodes)) return text
    const named = nameInMessage(nodes, name)
    return named === nodes ? text : named
  } catch {
    return text
  }
}

function nameInSegment(segment: unknown, name: Name): unknown {
  const { type, data } = (segment ?? {}) as Partial<UnknownSegment>
  if (typeof data !== 'object' || data === null) return segment
  if (type === 'node') {
    const content = nameInMessage(data.content, name)
    return content === data.content ? segment : { type, data: { ...data, content } }
  }
  if (type === undefined || !WITH_FILES.has(type)) return segment
  const { file = data.url, ...rest } = data
  const named = typeof file === 'string' ? name(file) : file
  return named === file && data.file !== undefined ? segment : { type, data: { ...rest, file: named } }
}
