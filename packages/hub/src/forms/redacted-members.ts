/**
 * Members that are emptied: all below the name, or those that are named on. A tree may lead back to itself, since messages hold
 * messages. `in a node` is emptied only beside `content`: elsewhere the name means something else.
 */
export type Emptied = true | 'in a node' | { readonly [name: string]: Emptied }

type Tree = { [name: string]: Emptied }

/** Without a prototype, so that `__proto__` is a name as others are. */
const treeWith = (...members: readonly object[]): Tree =>
  Object.assign(Object.create(null), ...members) as Tree

/** The members that paths such as `sender.card` name. */
export function treeOf(paths: readonly string[]): Tree {
  const tree = treeWith()
  // Shorter ones first: what is emptied as a whole needs no more.
  for (const path of [...paths].sort((a, b) => a.length - b.length)) plant(tree, path.split('.'))
  return tree
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[]): void {
  const known = below(tree, name)
  if (known === true) return
  if (rest.length === 0) tree[name] = true
  else {
    const inner = typeof known === 'object' ? (known as Tree) : treeWith()
    tree[name] = inner
    plant(inner, rest)
  }
}

/** What is emptied of a member. */
export const below = (emptied: Emptied, name: string): Emptied | undefined =>
  typeof emptied === 'object' && Object.hasOwn(emptied, name) ? emptied[name] : undefined

/** What two trees empty together; the one is a finite tree. */
function joined(one: Emptied | undefined, other: Emptied): Emptied {
  if (one === undefined || other === true) return other
  if (one === true || typeof other !== 'object') return one
  if (typeof one !== 'object') return other
  const both = treeWith(other)
  for (const [name, inner] of Object.entries(one)) {
    const more = below(other, name)
    both[name] = more === undefined ? inner : joined(inner, more)
  }
  return both
}

/** Members of a message that hold segments, and in them other messages. */
export const HOLDING_SEGMENTS: ReadonlySet<string> = new Set(['message', 'content'])

/** What is emptied of a message, and of an item of those inside. */
export interface MessageTrees {
  readonly message: Tree
  readonly item: Tree
}

/**
 * What is emptied of a message whose own members are named by a tree: those, and the same of the messages inside. A forward
 * holds messages, or nodes, as its `content`; a node tells of its sender beside that.
 */
export function messageTrees(own: Tree): MessageTrees {
  const item = treeWith()
  const data = treeWith(nodeOf(own), { content: below(own, 'message') === true ? true : item })
  const held: Tree = treeWith()
  for (const name of HOLDING_SEGMENTS) held[name] = below(own, name) === true ? true : treeWith()
  Object.assign(item, own, held, { data: joined(below(own, 'data'), data) })
  // Behind that, since it copies the members of an item.
  for (const [name, tree] of Object.entries(held))
    if (typeof tree === 'object') Object.assign(tree, joined(below(own, name), item))
  return { message: treeWith(own, held), item }
}

/** Members of a node that tell of its sender. */
function nodeOf(own: Tree): Tree {
  const sender = below(own, 'sender')
  const isEmptied = (name: string): boolean =>
    sender !== undefined && (sender === true || below(sender, name) === true)
  const node = treeWith()
  if (isEmptied('user_id') || own.user_id === true) Object.assign(node, { user_id: true, uin: true })
  if (isEmptied('nickname') || isEmptied('card'))
    Object.assign(node, { nickname: true, name: 'in a node' as const })
  return node
}

/** Names by which a reply tells of a person, each with what `sender` of an event calls that. */
type Person = Readonly<Record<string, readonly SenderMember[]>>
type SenderMember = 'user_id' | 'nickname' | 'card'

/** `in`: members that hold the people, by dots. */
interface People {
  readonly in?: readonly string[]
  /** Absent: they are told of as `sender` is. */
  readonly as?: Person
}

/** A name that is the card of a person in the group, where they have one. */
const NAME = ['nickname', 'card'] as const
const personOf = (id: string, name: string): Person => ({ [id]: ['user_id'], [name]: NAME })
const REQUEST: Person = {
  ...personOf('invitor_uin', 'invitor_nick'),
  ...personOf('requester_uin', 'requester_nick'),
  actor: ['user_id'],
}
const FILES: readonly People[] = [
  { in: ['files'], as: personOf('uploader', 'uploader_name') },
  { in: ['folders'], as: { ...personOf('creator', 'creator_name'), create_name: NAME } },
]
const HONOURS = ['talkative', 'performer', 'legend', 'strong_newbie', 'emotion'].map((each) => `${each}_list`)

/** Replies that hold messages, by the members that do; empty where the data is a message. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  get_msg: [],
  get_group_msg_history: ['messages'],
  get_friend_msg_history: ['messages'],
  get_forward_msg: ['messages', 'message'],
  get_recent_contact: ['lastestMsg'],
  get_essence_msg_list: ['content'],
}

/** Replies that tell of people. */
const PEOPLE: Readonly<Record<string, readonly People[]>> = {
  get_group_member_info: [{}],
  get_group_member_list: [{}],
  get_stranger_info: [{}],
  get_friend_list: [{}],
  get_unidirectional_friend_list: [{}],
  get_friends_with_category: [{ in: ['buddyList'] }],
  get_recent_contact: [{ as: { sendNickName: ['nickname'], sendMemberName: ['card'] } }],
  get_essence_msg_list: [
    { as: { ...personOf('sender_id', 'sender_nick'), ...personOf('operator_id', 'operator_nick') } },
  ],
  get_group_honor_info: [{ in: ['current_talkative', ...HONOURS], as: personOf('user_id', 'nickname') }],
  get_group_shut_list: [{ as: { uin: ['user_id'], nick: ['nickname'], cardName: ['card'] } }],
  get_group_system_msg: [{ in: ['invited_requests', 'InvitedRequest', 'join_requests'], as: REQUEST }],
  get_group_ignore_add_request: [{ as: REQUEST }],
  _get_group_notice: [{ as: { sender_id: ['user_id'] } }],
  get_group_root_files: FILES,
  get_group_files_by_folder: FILES,
}

/** Actions of whose replies something may be emptied. */
export const REDACTED_REPLIES: readonly string[] = [
  ...new Set([...Object.keys(MESSAGES), ...Object.keys(PEOPLE)]),
].sort()

/** What is emptied of the data of the reply to an action; undefined if nothing is. */
export function dataTree(action: string, { message, item }: MessageTrees): Emptied | undefined {
  const messages = Object.hasOwn(MESSAGES, action) ? MESSAGES[action] : undefined
  const parts: Emptied[] = messages ? [messages.length === 0 ? message : inside(messages, item)] : []
  const sender = below(message, 'sender')
  if (sender !== undefined && Object.hasOwn(PEOPLE, action))
    for (const each of PEOPLE[action] ?? []) {
      const emptied = each.as ? personTree(each.as, sender) : sender
      if (emptied !== undefined) parts.push(each.in ? inside(each.in, emptied) : emptied)
    }
  return parts.reduce<Emptied | undefined>((all, each) => joined(all, each), undefined)
}

const inside = (names: readonly string[], emptied: Emptied): Tree =>
  treeWith(Object.fromEntries(names.map((name) => [name, emptied])))

function personTree(names: Person, sender: Emptied): Emptied | undefined {
  const isEmptied = (member: SenderMember): boolean => sender === true || below(sender, member) === true
  const emptied = Object.keys(names).filter((name) => names[name]?.some(isEmptied))
  return emptied.length === 0 ? undefined : inside(emptied, true)
}
