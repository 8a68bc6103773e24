import type { TrafficLine } from '../live/traffic-line.js'
import type { TrafficLog } from '../live/traffic-log.js'

/** What the page shows of the lines that are there. */
export interface LineChoice {
  readonly kind: '' | 'event' | 'call'
  readonly account: string
  readonly client: string
  /** Text that a line must have, in lower case. */
  readonly text: string
}

export const EVERY_LINE: LineChoice = { kind: '', account: '', client: '', text: '' }

/** The lines of a choice. New lines are judged as they come, and old ones again when the choice has changed. */
export class LineView {
  #choice = ''
  #lines: TrafficLine[] = []
  #lastSeq = 0
  #firstSeq = 0

  /** The lines of the log that were chosen, oldest first. The list is the same as long as nothing was dropped. */
  read(log: TrafficLog, choice: LineChoice): readonly TrafficLine[] {
    const key = JSON.stringify(choice)
    if (key === JSON.stringify(EVERY_LINE)) return log.lines
    const first = log.lines[0]?.seq ?? log.lastSeq + 1
    // Lines were dropped or cleared where another is the first.
    if (key !== this.#choice || first !== this.#firstSeq) [this.#lines, this.#lastSeq] = [[], 0]
    this.#choice = key
    this.#firstSeq = first
    for (let at = indexAfter(log.lines, this.#lastSeq); at < log.lines.length; at++) {
      const line = log.lines[at]
      if (line && isChosen(line, choice)) this.#lines.push(line)
    }
    this.#lastSeq = log.lastSeq
    return this.#lines
  }
}

/** Index of the first line behind a number; numbers ascend by one. */
const indexAfter = (lines: readonly TrafficLine[], seq: number): number =>
  Math.max(0, seq + 1 - (lines[0]?.seq ?? seq + 1))

function isChosen(line: TrafficLine, { kind, account, client, text }: LineChoice): boolean {
  if (kind !== '' && line.kind !== kind) return false
  if (account !== '' && line.account !== account) return false
  // Of events it is not known who got them.
  if (client !== '' && line.client !== client) return false
  return (
    text === '' ||
    `${line.name} ${line.account} ${line.client} ${line.gist} ${line.id}`.toLowerCase().includes(text)
  )
}
