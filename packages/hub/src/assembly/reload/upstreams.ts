import { isDeepStrictEqual } from 'node:util'
import type { HubOptions, UpstreamOptions } from '../../options.js'
import type { Parts } from '../parts.js'
import { differsBeyond, type EntryChange } from './compare.js'
import { LIVE_UPSTREAM_KEYS } from './settings.js'

/** A running hub, as far as a reload changes it. */
export interface Reloaded {
  readonly parts: Parts
  /** The options that all parts read. They are replaced in place. */
  readonly options: HubOptions
  /** Aborted once the hub stops. */
  readonly stopping: AbortSignal
  /** Begins the interval of heartbeats anew. */
  restartHeartbeats(): void
  /** Watches the tokens of the entries as they are now, for their end. */
  restartExpiries(): void
}

type UpstreamChange = EntryChange<UpstreamOptions>

/** Shortest time in milliseconds for which the accounts of a removed upstream are kept. */
const KEPT_MS = 5_000

/**
 * Forgets the accounts of removed upstreams, unless they are back within the time that calls wait for a lost connection: with
 * another name of the upstream, for example.
 */
export function forgetRemoved(
  { parts, options, stopping }: Reloaded,
  changes: readonly UpstreamChange[],
): void {
  const { accounts, clock } = parts.registries
  const forget = ({ name }: UpstreamChange): void => {
    if (!stopping.aborted && !options.upstreams.some((each) => each.name === name))
      accounts.upstreamGone(name)
  }
  const removed = changes.filter(({ after }) => after === undefined)
  if (removed.length > 0)
    clock.after(Math.max(options.holdMs, KEPT_MS), () => removed.forEach(forget)).unref?.()
}

/** Ends the connections of changed upstreams, all of them before any is opened anew: they may have changed places. */
export async function changeUpstreams(parts: Parts, changes: readonly UpstreamChange[]): Promise<void> {
  const { upstreams } = parts.transports
  const { processes } = parts.registries
  const reopened = changes.filter(isReopened)
  await Promise.all(
    reopened.map(({ name, after }) =>
      upstreams.remove(name, `the upstream was ${after ? 'changed' : 'removed'}`),
    ),
  )
  const withOther = changes.filter(({ before, after }) => !isDeepStrictEqual(before?.process, after?.process))
  await Promise.all(withOther.map(({ name, after }) => processes.replace(name, after?.process)))
  for (const { after } of reopened) if (after) upstreams.add(after)
}

const isReopened = ({ before, after }: UpstreamChange): boolean =>
  !before || !after || differsBeyond(LIVE_UPSTREAM_KEYS, before, after)
