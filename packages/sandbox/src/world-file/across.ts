import { type AddIssue, child, itemsOf, type ScalarNode, type ValueNode } from '@rookery/schema'
import { describeFound, distinct } from '@rookery/yaml-file'

/** Checks across values. Runs on the file's nodes, so that it reports even when other keys are wrong. */
export function checkWorldAcross(file: ValueNode, addIssue: AddIssue): void {
  const accounts = itemsOf(child(file, 'accounts'))
  const groups = itemsOf(child(file, 'groups'))
  const people = [
    ...accounts.map((each) => child(each, 'self_id')),
    ...itemsOf(child(file, 'users')).map((each) => child(each, 'user_id')),
  ]
  const known = new Set(people.flatMap((each) => idOf(each)?.text ?? []))
  const groupIds = groups.map((each) => idOf(child(each, 'group_id')))
  distinct(people.map(idOf), { what: 'the user', allowed: 'each once' }, addIssue)
  distinct(groupIds, { what: 'the group', allowed: 'each once' }, addIssue)
  for (const pair of itemsOf(child(file, 'friends'))) checkFriends(itemsOf(pair).slice(0, 2), known, addIssue)
  for (const group of groups) checkGroup(group, known, addIssue)
  checkPorts(accounts, addIssue)
}

function checkFriends(pair: readonly ValueNode[], known: ReadonlySet<string>, addIssue: AddIssue): void {
  mustBeKnown(pair, known, addIssue)
  const [one, other] = pair.map(idOf)
  if (one && other && one.text === other.text) {
    addIssue({ ...other.at, found: `${describeFound(other)} twice`, allowed: 'two users' })
  }
}

function checkGroup(group: ValueNode, known: ReadonlySet<string>, addIssue: AddIssue): void {
  const everybody = [
    child(group, 'owner'),
    ...itemsOf(child(group, 'admins')),
    ...itemsOf(child(group, 'members')),
  ]
  const ids = everybody.map((each) => child(each, 'user_id') ?? each)
  distinct(ids.map(idOf), { what: 'the member', allowed: 'each once' }, addIssue)
  mustBeKnown([...ids, ...itemsOf(child(group, 'refused'))], known, addIssue)
}

function mustBeKnown(
  nodes: readonly (ValueNode | undefined)[],
  known: ReadonlySet<string>,
  addIssue: AddIssue,
): void {
  for (const node of nodes) {
    const scalar = idOf(node)
    if (!scalar || known.has(scalar.text)) continue
    const found = `${describeFound(scalar)}, which is no user`
    addIssue({ ...scalar.at, found, allowed: 'a user_id of users, a self_id of accounts' })
  }
}

/** A node that is an id, with leading zeros removed; undefined for other nodes, which were reported already. */
const idOf = (node: ValueNode | undefined): ScalarNode | undefined =>
  node?.kind === 'scalar' && /^\d+$/.test(node.text)
    ? { ...node, text: node.text.replace(/^0+(?=\d)/, '') }
    : undefined

/** Each listening link needs a port of its own; 0 takes any free one. */
function checkPorts(accounts: readonly ValueNode[], addIssue: AddIssue): void {
  const links = accounts.flatMap((each) => [...linksOf(each, 'http'), ...linksOf(each, 'ws')])
  const ports = links.map((link) => idOf(child(link, 'port'))).filter((port) => port?.text !== '0')
  distinct(ports, { what: 'the port', allowed: 'a port that no other link listens on' }, addIssue)
}

function linksOf(account: ValueNode, type: 'http' | 'ws'): readonly ValueNode[] {
  const link = child(account, type)
  if (!link) return []
  return link.kind === 'array' ? link.items : [link]
}
