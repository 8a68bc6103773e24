import { WebSocket } from 'ws'
import { end, startNpm } from './npm.js'

const WITHIN_MS = 60_000

/** `npm run dev` of a bot, as whoever has created it sees it. */
export interface DevSession {
  readonly pageUrl: string
  /** Everything that was printed. */
  printed(): string
  stop(): Promise<void>
}

/** Starts it, without a browser; settles when it has said where everything is. */
export async function startDev(folder: string): Promise<DevSession> {
  const child = startNpm(['run', 'dev', '--', '--no-open', '--port', '0'], folder)
  let printed = ''
  const take = (bytes: Buffer): void => {
    printed += String(bytes)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const address = await within(
    () => /http:\/\/\S+/.exec(printed),
    () => printed,
  )
  return {
    pageUrl: address[0],
    printed: () => printed,
    stop: () => end(child),
  }
}

/** Says something in a group on the chat page, and gives the first thing on the wire that is wanted. */
export async function sayOnPage(
  pageUrl: string,
  { by, group_id, text }: { readonly by: number; readonly group_id: number; readonly text: string },
  wanted: RegExp,
): Promise<string> {
  const socket = new WebSocket(`${pageUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/live`)
  const frames: string[] = []
  socket.on('message', (data) => frames.push(String(data)))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  try {
    const deed = { do: 'say', group_id, message: [{ type: 'text', data: { text } }] }
    socket.send(JSON.stringify({ id: 1, ask: 'act', by, deed }))
    return await within(
      () => frames.map((frame) => wanted.exec(frame)?.[0]).find(Boolean),
      () => frames.join('\n'),
    )
  } finally {
    socket.terminate()
  }
}

/** Looks until there is something. @throws Error that shows what there was instead */
export async function within<T>(
  look: () => T | null | undefined | Promise<T | null | undefined>,
  found: () => string,
): Promise<T> {
  const until = Date.now() + WITHIN_MS
  for (;;) {
    const value = await look()
    if (value !== undefined && value !== null) return value
    if (Date.now() > until) throw new Error(`waited for ${WITHIN_MS} ms; there was:\n${found()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
