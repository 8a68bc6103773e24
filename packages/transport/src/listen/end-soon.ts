import type { Socket } from 'node:net'

const LINGER_MS = 1_000

/** Destroys a socket that was ended, unless the other side has closed it within a second: it would keep its descriptor. */
export function endSoon(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref()
  socket.once('close', () => clearTimeout(timer))
}
