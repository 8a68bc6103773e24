import { safeLink } from '../../message/segment-data.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { Ago } from '../parts/ago.js'
import { Name } from '../parts/name.js'
import type { UpstreamState } from '../wire/wire.js'

/** The implementations: where they are, and whether they are connected. */
export function UpstreamLines() {
  const { say } = useHub()
  const upstreams = useHubState(({ hub }) => hub?.upstreams) ?? []
  if (upstreams.length === 0) return null
  return (
    <section aria-labelledby="upstreams-head">
      <h2 id="upstreams-head">{say('upstreams')}</h2>
      <ul class="upstreams">
        {upstreams.map((upstream) => (
          <UpstreamLine key={upstream.name} upstream={upstream} />
        ))}
      </ul>
    </section>
  )
}

function UpstreamLine({ upstream }: { readonly upstream: UpstreamState }) {
  const { say } = useHub()
  const { name, type, address, state, failure, since, self_ids, process, webui } = upstream
  const link = safeLink(webui ?? '')
  return (
    <li class="upstream">
      <strong>
        <Name text={name} otherwise="?" />
      </strong>
      <span
        class={`health ${state === 'connected' ? 'health-good' : state === 'failed' ? 'health-bad' : 'health-plain'}`}
      >
        {say(`upstream_${state}`)}
      </span>
      <span class="dim">
        {type} · <bdi>{address}</bdi> · <Ago at={since} />
        {self_ids.length > 0 ? ` · ${self_ids.join(', ')}` : ''}
        {process ? ` · ${process.state}${process.pid === undefined ? '' : ` (${process.pid})`}` : ''}
      </span>
      {failure ? (
        <span class="upstream-failure">
          <bdi>{failure}</bdi>
        </span>
      ) : null}
      {link ? (
        <a href={link} target="_blank" rel="noreferrer noopener">
          {say('open_webui', { name })}
        </a>
      ) : null}
    </li>
  )
}
