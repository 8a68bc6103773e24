import { filterJudge, readFilter, type TrafficItem } from '@rookery/hub'
import { isObject } from '@rookery/schema'

/** Selection of traffic that a page watches. */
export interface Selection {
  readonly kinds?: ReadonlySet<string> | undefined
  readonly account?: string | undefined
  /** Name or `app_id` of the client of a call. */
  readonly client?: string | undefined
  /** Judges an event, given as JSON text. */
  readonly judge?: ((event: Uint8Array) => boolean) | undefined
}

/** Parts of the stream that a page watches. */
export interface Watch {
  readonly traffic: Selection | undefined
  readonly log: boolean
}

export const NOTHING_WATCHED: Watch = { traffic: undefined, log: false }

const MOST_BYTES = 64 * 1024
const KINDS: readonly unknown[] = ['event', 'call']

/** Reads a frame of a page; a text says what is wrong with it. */
export function readWatch(bytes: Uint8Array): Watch | string {
  if (bytes.length > MOST_BYTES) return `a frame may hold ${MOST_BYTES} bytes`
  const frame = parsed(bytes)
  if (!isObject(frame) || frame.type !== 'watch') return 'a frame must be { "type": "watch", … }'
  const { traffic = false, log = false } = frame
  if (typeof log !== 'boolean') return 'log must be true or false'
  if (traffic === false) return { traffic: undefined, log }
  const selection = isObject(traffic) ? readSelection(traffic) : 'traffic must be a map, or false'
  return typeof selection === 'string' ? selection : { traffic: selection, log }
}

function readSelection(traffic: Readonly<Record<string, unknown>>): Selection | string {
  const { kinds, account, client, filter } = traffic
  if (kinds !== undefined && !(Array.isArray(kinds) && kinds.every((each) => KINDS.includes(each))))
    return 'kinds must be a list of event and call'
  if (account !== undefined && typeof account !== 'string') return 'account must be a text'
  if (client !== undefined && typeof client !== 'string') return 'client must be a text'
  const judge = filter === undefined ? undefined : judgeOf(filter)
  if (typeof judge === 'string') return judge
  return { kinds: kinds && new Set(kinds), account: account || undefined, client: client || undefined, judge }
}

function judgeOf(filter: unknown): Selection['judge'] | string {
  const [issue] = readFilter(filter).issues ?? []
  if (issue) return `filter: found ${issue.found}; allowed: ${issue.allowed}`
  return filterJudge(filter as Readonly<Record<string, unknown>>)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

/** Tells whether an item is selected. `judged` gives the event that a filter sees. */
export function isSelected(
  item: TrafficItem,
  { kinds, account, client, judge }: Selection,
  judged: () => Uint8Array,
): boolean {
  if (kinds && !kinds.has(item.kind)) return false
  if (account !== undefined && item.account !== account) return false
  if (item.kind === 'call') return client === undefined || item.client === client || item.app_id === client
  return client === undefined && (judge === undefined || judge(judged()))
}
