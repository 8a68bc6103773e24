import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proof, UpgradeAnswer } from '@rookery/transport'

/**
 * Answers paths on the main port, with tokens of its own: the hub's tokens open none of them, and its tokens open no path of
 * the hub.
 */
export interface HttpExtension {
  /** Tells whether a path is its own. Asked for each request, before the hub's own paths and those of implementations. */
  paths(path: string): boolean
  /** The proof in a request that looks as if a stranger's page had sent it. */
  proof(request: IncomingMessage): Proof
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage): UpgradeAnswer | Promise<UpgradeAnswer>
}
