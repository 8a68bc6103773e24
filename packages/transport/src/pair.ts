import { Downstream, type DownstreamHandler } from './downstream/downstream.js'
import { byteReader } from './frames/byte-reader.js'
import { memoryLinks } from './link/memory-link.js'
import { Upstream } from './upstream/upstream.js'
import type { UpstreamHandler } from './upstream/upstream-endpoint.js'

/** Joins an application's endpoint to an implementation's in memory, so that either can be tested without a socket. */
export function pair(
  application: UpstreamHandler,
  implementation: DownstreamHandler,
): { readonly upstream: Upstream; readonly downstream: Downstream } {
  const [left, right] = memoryLinks()
  return {
    upstream: new Upstream(left, application, { reader: byteReader }),
    downstream: new Downstream(right, implementation),
  }
}
