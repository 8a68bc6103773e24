import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child } from './child.mjs'
import { InteropFailed } from './failure.mjs'
import { Records } from './records.mjs'
import { waitUntil } from './wait-until.mjs'

const botsDir = fileURLToPath(new URL('bots/', import.meta.url))

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
      ...launch,
      env: { ...env, ...own },
      cwd: botsDir,
      logPath: `${base}.log`,
      onMessage: launch.tellsEchoes ? (message) => this.onEcho?.(message) : undefined,
    })
    this.runs.push({ child, records: new Records(`${base}.jsonl`) })
  }

  async untilConnected() {
    const { child, records } = this.run
    await waitUntil(`${this.name} gets its lifecycle event`, () => {
      if (child.ended) throw new InteropFailed(`${this.name} ended (${child.ended})`)
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

  answers() {
    return this.runs.flatMap(({ records }) => records.all('answer'))
  }

  calls() {
    return this.runs.flatMap(({ records }) => records.all('call'))
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

/** NoneBot 1 listens; the hub dials it (reverse WebSocket). */
export function noneBot({ python, port, token, ...rest }) {
  const env = {
    PORT: String(port),
    ACCESS_TOKEN: token,
    // NoneBot takes the `/` off by itself.
    COMMAND: rest.command.slice(1),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
  }
  return new Application({ ...rest, launch: { command: python, args: ['nonebot_bot.py'], env } })
}

/** node-napcat-ts dials the hub (forward WebSocket) with the token in the query, as it always does. */
export function napcatBot({ hubUrl, token, ...rest }) {
  const env = { HUB_URL: hubUrl, ACCESS_TOKEN: token, COMMAND: rest.command }
  return new Application({
    ...rest,
    launch: { command: process.execPath, args: ['napcat-bot.mjs'], env, tellsEchoes: true },
  })
}
