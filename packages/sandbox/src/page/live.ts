import { OneBotError } from '@rookery/protocol'
import type { WsLink } from '@rookery/transport'
import { NoTest } from '../make-test/no-test.js'
import { refusals, WorldRefusal } from '../world/refusal.js'
import type { PageFrame, PageRequest } from './wire.js'

/** The connection to one open page. */
export class Live {
  readonly #link: WsLink
  readonly #answer: (request: PageRequest) => unknown

  constructor(link: WsLink, answer: (request: PageRequest) => unknown) {
    this.#link = link
    this.#answer = answer
    link.attach({ text: (bytes) => void this.#take(bytes), pong() {}, drained() {} })
  }

  send(bytes: Uint8Array): void {
    this.#link.send([bytes])
  }

  close(): void {
    void this.#link.close(1001, 'the sandbox ends')
  }

  async #take(bytes: Buffer): Promise<void> {
    const request = readRequest(bytes)
    if (!request) return void this.#link.close(1007, 'expected JSON {id, ask, …}')
    const { id } = request
    try {
      const data = (await this.#answer(request)) ?? null
      this.send(frameBytes({ is: 'answer', id, ok: true, data }))
    } catch (error) {
      this.send(frameBytes({ is: 'answer', id, ok: false, ...failureOf(error) }))
    }
  }
}

function failureOf(error: unknown): Omit<Extract<PageFrame, { ok: false }>, 'is' | 'id' | 'ok'> {
  const code = error instanceof OneBotError ? error.code : 'failed'
  const reason = error instanceof Error ? error.message : String(error)
  if (error instanceof NoTest) return { code, reason, summary: error.summary }
  return error instanceof WorldRefusal
    ? { code, reason, summary: refusals[error.refusal].summary }
    : { code, reason }
}

/** A frame as bytes, which all pages share. Params of bots may hold bigints, which JSON does not know. */
export const frameBytes = (frame: PageFrame): Uint8Array =>
  Buffer.from(JSON.stringify(frame, (_, value) => (typeof value === 'bigint' ? String(value) : value)))

function readRequest(bytes: Buffer): PageRequest | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return isRequest(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isRequest = (value: unknown): value is PageRequest =>
  typeof value === 'object' && value !== null && 'id' in value && 'ask' in value
