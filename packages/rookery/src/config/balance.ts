import { type AddIssue, child, textOf, type ValueNode } from '@rookery/schema'

/** What all members of a balance group must say alike, with the meaning of a missing key. */
const ALIKE = [
  { path: ['balance', 'sticky'], default: 'group' },
  { path: ['same_message'], default: 'all' },
] as const

/** Checks the clients that share events: what they say of their group must agree. */
export function checkBalance(clients: readonly ValueNode[], addIssue: AddIssue): void {
  const first = new Map<string, ValueNode>()
  for (const client of clients) {
    const group = textOf(child(client, 'balance', 'name'))
    if (group === undefined) continue
    checkAcks(client, addIssue)
    const other = first.get(group)
    if (other) checkAlike(client, { group, other }, addIssue)
    else first.set(group, client)
  }
}

/** Acks confirm all before an event; between the events of one member lie those of others. */
function checkAcks(client: ValueNode, addIssue: AddIssue): void {
  const confirm = child(client, 'confirm')
  if (confirm && textOf(confirm) === 'ack')
    addIssue({
      ...confirm.at,
      found: 'ack beside balance',
      allowed: 'receipt, for clients that share events',
    })
}

function checkAlike(
  client: ValueNode,
  { group, other }: { readonly group: string; readonly other: ValueNode },
  addIssue: AddIssue,
): void {
  for (const { path, default: usual } of ALIKE) {
    const own = child(client, ...path)
    const [found, wanted] = [own, child(other, ...path)].map((node) => textOf(node) ?? usual)
    if (found === wanted) continue
    const at = (own ?? client).at
    addIssue({
      ...at,
      found: `${path.at(-1)} ${found} in the balance group ${group}`,
      allowed: `${wanted}, as ${other.at.path} has it`,
    })
  }
}
