import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proof, UpgradeAnswer } from '@rookery/transport'

/**
 * Paths on the main port that somebody else answers, with tokens of his own: the hub's tokens open none of them, and his
 * open no path of the hub.
 */
export interface HttpExtension {
  /** Whether a path is his. Asked for each request, before the hub's own paths and those of implementations. */
  paths(path: string): boolean
  /** The proof in a request that looks as if a stranger's page had sent it. */
  proof(request: IncomingMessage): Proof
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage): UpgradeAnswer | Promise<UpgradeAnswer>
}
