import type { IncomingMessage } from 'node:http'

/** The account in `X-Self-ID`, as exact decimal text. */
export const selfIdHeader = ({ headers }: IncomingMessage): string | undefined =>
  /^[1-9]\d{0,19}$/.exec(String(headers['x-self-id'] ?? ''))?.[0]
