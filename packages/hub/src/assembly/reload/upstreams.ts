import { isDeepStrictEqual } from 'node:util'
import type { UpstreamOptions } from '../../options.js'
import type { Parts } from '../parts.js'
import { differsBeyond, type EntryChange } from './compare.js'
import { LIVE_UPSTREAM_KEYS } from './settings.js'

type UpstreamChange = EntryChange<UpstreamOptions>

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
