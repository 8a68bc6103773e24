import { useHub } from '../page/hub-context.js'
import type { AccountState } from '../wire/wire.js'

/** Health of an account in a word. */
export function HealthBadge({ health }: { readonly health: AccountState['health'] }) {
  const { say } = useHub()
  const kind = health === 'online' ? 'good' : health === 'never_seen' ? 'plain' : 'bad'
  return <span class={`health health-${kind}`}>{say(`health_${health}`)}</span>
}
