import type { IncomingMessage } from 'node:http'
import { withoutTokens } from '../describe/shown-url.js'

const MAX_BYTES = 2 * 1024
const MAX_CHARACTERS = 200
const WAIT_MS = 500

/** The reason that the body of a refusal gives: the wording of a failed reply, or a short plain text; '' for any other. */
export function refusalReason(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const settle = (): void => {
      clearTimeout(timer)
      resolve(reasonIn(Buffer.concat(chunks).toString('utf8')))
      response.resume()
    }
    const timer = setTimeout(settle, WAIT_MS)
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= MAX_BYTES) chunks.push(chunk)
    })
    response.once('end', settle)
    response.once('error', settle)
    response.once('close', settle)
  })
}

/** The reason that a text gives, fit for one line of a log. */
export function reasonIn(body: string): string {
  const text = wordingOf(body) ?? (/^\s*[<{[]/.test(body) ? '' : body)
  const line = withoutTokens(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line
}

/** Wording of a failed reply, or the detail in an answer of FastAPI. */
function wordingOf(body: string): string | undefined {
  try {
    const { wording, message, detail } = JSON.parse(body) as Readonly<Record<string, unknown>>
    return [wording, message, detail].find((each) => typeof each === 'string' && each !== '') as
      | string
      | undefined
  } catch {
    return undefined
  }
}
