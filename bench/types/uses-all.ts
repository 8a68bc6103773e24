// What an editor or a build has to check of a bot that uses every type: see `parts/loading.mjs`.
import {
  type ActionName,
  type EventTable,
  eventBody,
  type MessageData,
  msg,
  type OneBotEvent,
  type Params,
  type Result,
  readEvent,
  type Segment,
} from '@rookery/protocol'

type Call = <Name extends ActionName>(action: Name, params: Params<Name>) => Promise<Result<Name>>

/** Every action with its params and its result, resolved. */
type Calls = { readonly [Name in ActionName]: (params: Params<Name>) => Promise<Result<Name>> }

/** Every event by its dotted name, and what each segment holds. */
type Handlers = { readonly [Name in keyof EventTable]?: (event: EventTable[Name], call: Call) => unknown }
type DataOf<Type extends Segment['type']> = Extract<Segment, { readonly type: Type }>['data']
type AllData = { readonly [Type in Segment['type']]: DataOf<Type> }

/** Compares every event with the params of every action. */
type Takers<Event> = Event extends OneBotEvent
  ? { [Name in ActionName]: Event extends Params<Name> ? Name : never }[ActionName]
  : never

export const takers: readonly Takers<OneBotEvent>[] = ['send_group_msg', 'delete_msg', 'set_group_ban']

export const handlers: Handlers = {
  'message.group': async (event, call) => {
    const { user_id } = event
    await call('send_group_msg', { ...event, message: msg`你好 ${msg.at(user_id)}` })
    const member = await call('get_group_member_info', event)
    return member.role === 'member' ? call('set_group_card', { ...event, card: member.nickname }) : undefined
  },
  'message.private': (event, call) => call('send_private_msg', { ...event, message: 'hello' }),
  'notice.group_increase': (event, call) => call('send_group_msg', { ...event, message: 'welcome' }),
  'notice.notify.poke': (event, call) => call('send_poke', event),
  'request.group': (event, call) => call('set_group_add_request', { ...event, approve: true }),
}

export function described(event: OneBotEvent): string {
  switch (event.post_type) {
    case 'message':
    case 'message_sent':
      return event.message_type === 'group' ? `group ${event.group_id}` : `user ${event.user_id}`
    case 'notice':
      return event.notice_type === 'notify' ? `notify ${event.sub_type}` : event.notice_type
    case 'request':
      return event.request_type
    case 'meta_event':
      return event.meta_event_type
    default:
      return event.post_type
  }
}

export const texts = (message: MessageData, data: AllData): string =>
  typeof message === 'string' ? message : `${data.text.text}${data.image.file}`

export const all = async (calls: Calls): Promise<void> => {
  const { message_id } = await calls.send_msg({ user_id: 10001, message: [] })
  await calls.delete_msg({ message_id })
}

export const read = (bytes: Uint8Array): unknown => {
  const frame = readEvent(bytes)
  return frame && eventBody(frame)
}
