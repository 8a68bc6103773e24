import { TransportError } from '../errors.js'

/**
 * Refuses to dial a WebSocket under Bun, which replaces the package `ws` by its own, without access to the socket.
 * HTTP, SSE and listening work there.
 *
 * @throws TransportError `needs_node`
 */
export function refuseUnderBun(
  versions: Readonly<Record<string, string | undefined>> = process.versions,
): void {
  if (versions.bun === undefined) return
  throw new TransportError(
    'needs_node',
    `Bun ${versions.bun} cannot dial a WebSocket here: its ws has no socket; run the program with Node.js or Deno, dial the HTTP API (http://…), or listen for the other side to dial`,
  )
}
