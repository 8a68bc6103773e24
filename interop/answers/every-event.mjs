import WebSocket from 'ws'
import { BOT, FRIEND, GROUP, MEMBER, OTHER_GROUP, openStage, PNG, STRANGER, TOKEN } from './stage.mjs'

const inGroup = { group_id: GROUP }
const inOther = { group_id: OTHER_GROUP }
const ofMember = { ...inGroup, user_id: MEMBER }
const picture = { type: 'image', data: { file: PNG } }

/** Whatever people can do that an account hears of: who, and what. */
const deeds = (flag) => [
  [MEMBER, { do: 'say', ...inGroup, message: ['/天气 ', picture].map(asSegment) }],
  [FRIEND, { do: 'say', user_id: BOT, message: '在吗[CQ:face,id=14]' }],
  [MEMBER, { do: 'say', ...inGroup, message: '谁', anonymous: true }],
  [MEMBER, { do: 'recall', message_id: 1 }],
  [FRIEND, { do: 'recall', message_id: 2 }],
  [MEMBER, { do: 'say', ...inGroup, message: '哈哈' }],
  [FRIEND, { do: 'react', message_id: 4, emoji_id: '76' }],
  [FRIEND, { do: 'react', message_id: 4, emoji_id: '76', set: false }],
  [BOT, { do: 'essence', message_id: 4 }],
  [BOT, { do: 'essence', message_id: 4, set: false }],
  [MEMBER, { do: 'poke', ...inGroup, user_id: BOT }],
  [FRIEND, { do: 'poke', user_id: BOT }],
  [FRIEND, { do: 'type', user_id: BOT }],
  [FRIEND, { do: 'like', user_id: BOT }],
  [MEMBER, { do: 'upload', ...inGroup, file: PNG }],
  [FRIEND, { do: 'upload', user_id: BOT, file: PNG }],
  [BOT, { do: 'mute', ...ofMember, duration: 60 }],
  [BOT, { do: 'mute', ...ofMember, duration: 0 }],
  [BOT, { do: 'mute_all', ...inGroup, enable: true }],
  [BOT, { do: 'mute_all', ...inGroup, enable: false }],
  [BOT, { do: 'set_admin', ...ofMember, enable: true }],
  [BOT, { do: 'set_admin', ...ofMember, enable: false }],
  [BOT, { do: 'set_card', ...ofMember, card: '阿宝' }],
  [BOT, { do: 'set_title', ...ofMember, title: '书虫' }],
  [BOT, { do: 'rename_group', ...inGroup, group_name: '夜读会' }],
  [MEMBER, { do: 'honor', ...inGroup, honor_type: 'emotion' }],
  [MEMBER, { do: 'lucky_king', ...inGroup, user_id: FRIEND }],
  [STRANGER, { do: 'request_join', ...inGroup, comment: '爱读书' }],
  [BOT, () => ({ do: 'answer_request', flag: flag(), approve: true })],
  [STRANGER, { do: 'request_friend', user_id: BOT, comment: '你好' }],
  [BOT, () => ({ do: 'answer_request', flag: flag(), approve: true })],
  [STRANGER, { do: 'leave', ...inGroup }],
  [BOT, { do: 'kick', ...ofMember }],
  [FRIEND, { do: 'invite', ...inOther, user_id: STRANGER }],
  [FRIEND, { do: 'kick', ...inOther, user_id: BOT }],
  [BOT, { do: 'dismiss', ...inGroup }],
]

const asSegment = (part) => (typeof part === 'string' ? { type: 'text', data: { text: part } } : part)

/** Every event that an account like an implementation reports, as it goes over the wire. */
export async function everyEvent(profile) {
  const stage = await openStage(profile)
  const socket = new WebSocket(stage.url, { headers: { Authorization: `Bearer ${TOKEN}` } })
  const events = []
  socket.on('message', (text) => events.push(JSON.parse(text)))
  try {
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    const flag = () =>
      [...stage.sandbox.world.requests.values()].findLast((each) => each.state !== 'approved').flag
    for (const [by, deed] of deeds(flag))
      await stage.sandbox.act(by, typeof deed === 'function' ? deed() : deed)
    await until(() => events.some((event) => event.meta_event_type === 'heartbeat'))
    stage.sandbox.setOnline(BOT, false)
    stage.sandbox.setOnline(BOT, true)
    const seen = events.length
    await until(() => events.slice(seen).some((event) => event.status?.online))
    return events.filter((event) => event.post_type !== undefined)
  } finally {
    socket.terminate()
    await stage.close()
  }
}

async function until(isSo) {
  for (let waited = 0; !isSo(); waited += 20) {
    if (waited > 5000) throw new TypeError('the events did not come')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
