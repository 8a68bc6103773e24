import { isRead, type Reply, readString, readSuffix, readText, scanObject } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { AuditEntry, AuditLog } from '../audit/audit-log.js'
import type { CallRequest } from './caller.js'
import { retcodeOf } from './retcode-of.js'

/** Members of params that name to whom something is done; a quick operation has them in its event. */
const IDS = { group_id: {}, user_id: {}, message_id: {} }
const WANTED = { ...IDS, context: IDS }

/** Form of the ids that are written down: numbers alone, since any other text might hold what is private. */
const NUMBER = /^-?\d{1,20}$/

/** Calls that change nothing but where their client goes on. */
const UNRECORDED: ReadonlySet<string> = new Set(['ack_events'])

/** Writes calls that change something into the audit log, each with its outcome. */
export class AuditTrail {
  readonly #log: AuditLog
  readonly #clock: Clock

  constructor(log: AuditLog, clock: Clock) {
    this.#log = log
    this.#clock = clock
  }

  /** Tells whether calls of an action, with its suffix, are recorded: those that change something. */
  records(name: string): boolean {
    const action = readSuffix(name)?.action ?? name
    return !isRead(action) && !UNRECORDED.has(action)
  }

  /** Executes a call that is recorded when it is over. The request given to `execute` is told which account executes it. */
  follow(
    request: CallRequest,
    execute: (request: CallRequest) => Reply | Promise<Reply>,
  ): Reply | Promise<Reply> {
    // Before the call is sent: its bytes may be overwritten then.
    const known = factsOf(request)
    let account = request.call.selfId
    const told = (selfId: string): void => {
      account = selfId
    }
    const reply = execute({ ...request, told })
    const record = (each: Reply): Reply => {
      this.#write({ ...known, ...(account !== undefined && { account }), retcode: retcodeOf(each) ?? null })
      return each
    }
    return reply instanceof Promise ? reply.then(record) : record(reply)
  }

  #write(entry: Omit<AuditEntry, 'time'>): void {
    this.#log.write({ time: new Date(this.#clock.now()).toISOString(), ...entry })
  }
}

type Facts = Omit<AuditEntry, 'time' | 'account' | 'retcode'>

function factsOf({ caller: { client }, call }: CallRequest): Facts {
  return {
    client: client.name ?? client.appId,
    action: call.action.slice(0, 128),
    ...targetsIn(
      call.bytes,
      call.scan.members.findLast(({ name }) => name === 'params'),
    ),
    bytes: call.bytes.length,
  }
}

type Range = { readonly valueStart: number; readonly end: number }

function targetsIn(bytes: Uint8Array, params: Range | undefined): Pick<Facts, 'group' | 'user' | 'message'> {
  if (!params) return {}
  const text = bytes.subarray(params.valueStart, params.end)
  const { members } = scanObject(text, WANTED)
  const inner = members.find(({ name }) => name === 'context')?.inner?.members ?? []
  const numberOf = (wanted: string): string | undefined => {
    const found = [...inner, ...members].findLast(({ name }) => name === wanted)
    const value =
      found && (readString(text, found.valueStart, found.end) ?? readText(text, found.valueStart, found.end))
    return value !== undefined && NUMBER.test(value) ? value : undefined
  }
  const [group, user, message] = [numberOf('group_id'), numberOf('user_id'), numberOf('message_id')]
  return { ...(group && { group }), ...(user && { user }), ...(message && { message }) }
}
