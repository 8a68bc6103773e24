import { useHub } from '../page/hub-context.js'
import { Ago } from '../parts/ago.js'
import { Facts } from '../parts/facts.js'
import { LagText } from '../parts/lag-text.js'
import type { ConnectionState } from '../wire/wire.js'

/** The open connections of a client. */
export function Connections({ connections }: { readonly connections: readonly ConnectionState[] }) {
  const { say } = useHub()
  return (
    <section>
      <h3>{say('connections_n', { n: connections.length })}</h3>
      <ul class="connections">
        {connections.slice(0, 100).map((connection) => (
          <Connection key={connection.id} connection={connection} />
        ))}
      </ul>
    </section>
  )
}

function Connection({ connection }: { readonly connection: ConnectionState }) {
  const { say } = useHub()
  const { account, transport, role, address, program, opened_at, delivered, calls_in_flight } = connection
  return (
    <li class="box">
      <Facts
        facts={[
          [say('account'), account],
          [say('transport'), `${transport} · ${role}`],
          [say('address'), address && <bdi>{address}</bdi>],
          [say('program'), program && <bdi>{program}</bdi>],
          [say('opened'), <Ago key="ago" at={opened_at} />],
          [say('delivered'), delivered.toLocaleString('en')],
          [say('lag'), <LagText key="lag" client={connection} />],
          [say('calls_running'), calls_in_flight > 0 ? calls_in_flight : undefined],
        ]}
      />
    </li>
  )
}
