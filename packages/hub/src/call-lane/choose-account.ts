import { failedReply, type Reply } from '@rookery/protocol'
import { type Account, type Accounts, isOnline } from '../accounts/accounts.js'
import { accountOfMessage, lastAccountIn } from '../clients/got-events.js'
import type { Chats, Memberships } from '../membership/memberships.js'
import { type CallTarget, targetOf } from './call-target.js'
import type { CallRequest } from './caller.js'
import type { ServedMessages } from './served-by.js'

/** Actions on a private chat, which `user_id` names. */
const PRIVATE: ReadonlySet<string> = new Set([
  'send_msg',
  'send_private_msg',
  'send_forward_msg',
  'send_private_forward_msg',
  'send_poke',
  'friend_poke',
  'get_friend_msg_history',
  'upload_private_file',
  'mark_private_msg_as_read',
  'set_input_status',
  'delete_friend',
])

export interface ChooseContext {
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly served: ServedMessages
}

/** Outcome of a choice. */
export type Choice = Account | { readonly refusal: Reply }

/** A chat that an account must be in. */
interface Chat {
  readonly chats: Chats
  readonly id: string
  /** The chat in words. */
  readonly name: string
}

/**
 * Chooses the account of a call that names none, among several: the one that the message belongs to which the call names, else
 * the one that is in its chat. Undefined where the call names nothing to choose by.
 */
export function chooseAccount(
  request: CallRequest,
  among: readonly Account[],
  context: ChooseContext,
): Choice | Promise<Choice> | undefined {
  const { caller, call } = request
  // A repetition might get another account, which cannot know that the call was executed.
  if (call.idempotencyKey !== undefined) return undefined
  const target = targetOf(call)
  const owner = ownerOf(request, target, context) ?? gotFrom(request, target)
  const account = among.find(({ selfId }) => selfId === owner)
  if (account) return account
  const chat = chatOf(call.action, target)
  if (!chat) return undefined
  const online = among.filter(isOnline)
  const unknown = online.filter((each) => context.memberships.has(each, chat.chats, chat.id) === undefined)
  const members = membersIn(chat, online, context)
  if (unknown.length === 0 && members.length > 0) return preferred(caller.client, chat, members)
  return chooseAsking(request, chat, online, context)
}

/** The account by which this client sent the message that a call names, if the hub chose that account. */
function ownerOf(
  { caller }: CallRequest,
  { message, replyTo }: CallTarget,
  { served }: Pick<ChooseContext, 'served'>,
): string | undefined {
  const id = message ?? replyTo
  return id === undefined ? undefined : served.accountOf(caller.client, id)
}

/** The account to which a call goes whatever its connection is: it names a message that the hub sent by another one. */
export function ownerAccount(request: CallRequest, context: ChooseContext): Account | undefined {
  const { caller, call } = request
  // A repetition after a restart of the hub would go elsewhere, and be executed once more.
  if (call.selfId !== undefined || call.idempotencyKey !== undefined) return undefined
  const target = targetOf(call)
  const owner = ownerOf(request, target, context)
  if (owner === undefined || owner === caller.account) return undefined
  // Where accounts number their messages alike, the message may be one that came over this very connection.
  if (gotFrom(request, target) === caller.account) return undefined
  return (caller.client.rights.accounts?.includes(owner) ?? true) ? context.accounts.get(owner) : undefined
}

/** The account of the event that brought this client the message that a call names. */
function gotFrom({ caller }: CallRequest, { message, replyTo }: CallTarget): string | undefined {
  const id = message ?? replyTo
  return id === undefined ? undefined : accountOfMessage(caller.client, id)
}

async function chooseAsking(
  { caller }: CallRequest,
  chat: Chat,
  online: readonly Account[],
  context: ChooseContext,
): Promise<Choice> {
  await context.memberships.ask(online, chat.chats)
  const members = membersIn(chat, online.filter(isOnline), context)
  return members.length > 0 ? preferred(caller.client, chat, members) : refuse(chat, online, context)
}

export const membersIn = (
  { chats, id }: Pick<Chat, 'chats' | 'id'>,
  accounts: readonly Account[],
  { memberships }: Pick<ChooseContext, 'memberships'>,
): readonly Account[] => accounts.filter((each) => memberships.has(each, chats, id) === true)

/** The account whose event of the chat the client got last, else the first in the order of the config. */
export function preferred(
  client: CallRequest['caller']['client'],
  { chats, id }: Pick<Chat, 'chats' | 'id'>,
  members: readonly Account[],
): Account {
  const [first, ...others] = members as readonly [Account, ...Account[]]
  if (chats !== 'groups' || others.length === 0) return first
  const last = lastAccountIn(client, id, new Set(members.map(({ selfId }) => selfId)))
  return members.find(({ selfId }) => selfId === last) ?? first
}

function refuse(chat: Chat, online: readonly Account[], { memberships }: ChooseContext): Choice {
  const silent = online.filter((each) => memberships.has(each, chat.chats, chat.id) === undefined)
  const names = (accounts: readonly Account[]): string =>
    accounts.map(({ selfId }) => selfId).join(', ') || 'none'
  const unknown = silent.length > 0 ? `; ${names(silent)} did not give its ${LIST_NAMES[chat.chats]}` : ''
  return {
    refusal: failedReply(
      1400,
      `params need a self_id: no account that is online is known to ${chat.name}${unknown}; online: ${names(online)}`,
    ),
  }
}

const LIST_NAMES = { groups: 'list of groups', friends: 'list of friends' } as const

function chatOf(action: string, { group, user }: CallTarget): Chat | undefined {
  if (group !== undefined) return { chats: 'groups', id: group, name: `be in group ${group}` }
  if (user === undefined || !PRIVATE.has(action)) return undefined
  return { chats: 'friends', id: user, name: `have ${user} as a friend` }
}
