import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child } from './child.mjs'
import { InteropFailed } from './failure.mjs'
import { Records } from './records.mjs'
import { waitUntil } from './wait-until.mjs'

/** The folder of our programs' sources, in which they run unless `launch` names another one. */
export const botsDir = fileURLToPath(new URL('bots/', import.meta.url))

/** A real program. It can be killed and started again; every run keeps records of its own. */
export class Application {
  name
  command
  groupId
  runs = []
  /** Told of each echo that the program sends, by those that can tell. */
  onEcho = undefined
  #launch
  #dir

  constructor({ name, command, groupId, dir, launch }) {
    this.name = name
    this.command = command
    this.groupId = groupId
    this.#dir = dir
    this.#launch = launch
  }

  get run() {
    return this.runs.at(-1)
  }

  start() {
    const base = join(this.#dir, `${this.name}-${this.runs.length + 1}`)
    const { env, ...launch } = this.#launch
    const own = { BOT_NAME: this.name, RECORD_FILE: `${base}.jsonl` }
    const child = new Child({
      cwd: botsDir,
      ...launch,
      env: { ...env, ...own },
      logPath: `${base}.log`,
      onMessage: launch.tellsEchoes ? (message) => this.onEcho?.(message) : undefined,
    })
    this.runs.push({ child, records: new Records(`${base}.jsonl`) })
  }

  async untilConnected() {
    const { records } = this.run
    await waitUntil(`${this.name} gets its lifecycle event`, () => {
      this.assertRunning()
      return records.all('frame').some(({ type }) => type === 'meta_event.lifecycle')
    })
  }

  /** The message ids of one run in the order in which its WebSocket library read them. */
  messagesRead(run = this.run) {
    return messageIds(run, 'frame')
  }

  /** The same for each connection there ever was, over all runs. */
  lives() {
    return this.runs.flatMap(({ records }) => splitByConnection(records.all('frame'))).map(groupMessageIds)
  }

  /** How often it said that it is ready to work with that account. */
  timesReadyOn(selfId) {
    return this.all('ready').filter(({ self_id }) => self_id === selfId).length
  }

  assertRunning() {
    const { ended } = this.run.child
    if (ended) throw new InteropFailed(`${this.name} ended (${ended})`)
  }

  answers() {
    return this.all('answer')
  }

  calls() {
    return this.all('call')
  }

  /** Its records of that kind, over all runs. */
  all(kind) {
    return this.runs.flatMap(({ records }) => records.all(kind))
  }
}

export function messageIds({ records }, kind) {
  return groupMessageIds(records.all(kind))
}

function groupMessageIds(frames) {
  return frames.filter(({ type }) => type === 'message.group').map(({ message_id }) => message_id)
}

/** A lifecycle event is the first frame of every connection. */
function splitByConnection(frames) {
  const starts = frames.flatMap(({ type }, index) => (type === 'meta_event.lifecycle' ? [index] : []))
  return [0, ...starts]
    .map((start, index) => frames.slice(start, starts[index]))
    .filter(({ length }) => length > 0)
}
