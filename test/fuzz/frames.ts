import { type Chance, isObject, mutate, parsed, randomBytes } from './mutate.js'

export const SELF_ID = '10001'

const CALLS: readonly [string, ...string[]] = [
  '"action":"echo_params","params":{"text":"汉字\\n","n":9007199254740993,"list":[1,{"echo":2}]}',
  '"action":"send_msg","params":{"self_id":10001,"message_type":"group","group_id":1,"message":[{"type":"text","data":{"text":"hi"}}]}',
  '"action":"get_login_info"',
  '"action":"get_status","params":null',
  '"action":"no_such_action","params":{}',
  '"action":"set_client_name","params":{"name":"fuzz"}',
  '"action":"ack_events","params":{"id":"AAAA"}',
  '"action":"get_events","params":{"since":"1h","limit":1}',
  '"action":"get_queue_status","params":{"group_id":1}',
  '"action":"send_broadcast_data","params":{"data":"x","clients":[{"client_name":"nobody"}]}',
  '"action":"send_broadcast_data_callback","params":{"data":"x","client":{"client_name":"nobody"}}',
  '"action":"send_group_msg_async","params":{"group_id":1,"message":"[CQ:at,qq=1]"}',
  '"\\u0061ction":"echo_params","params":{"a":1},"params":{"b":2}',
]

/** A frame as a client might send it, good or not. */
export function callFrame(chance: Chance, n: number): Buffer {
  if (chance.is(0.1)) return randomBytes(chance)
  const echo = chance.of([
    `${n}`,
    `"e${n}"`,
    `{"seq":"${n}","汉":[null]}`,
    `[${n}, 9007199254740993]`,
    `-${n}.50`,
  ])
  const pad = chance.is(0.005) ? `"pad":"${'x'.repeat(70_000)}",` : ''
  const call = chance.of(CALLS)
  const text = chance.is(0.5) ? `{${pad}${call},"echo":${echo}}` : `{${pad}"echo": ${echo} ,${call}}`
  return chance.is(0.2) ? Buffer.from(text) : mutate(chance, Buffer.from(text))
}

/** What stands in `echo`, to compare; undefined when the frame is no call with an echo that anybody could read. */
export function echoOf(bytes: Buffer): string | undefined {
  const value = parsed(bytes)?.value
  return isObject(value) && Object.hasOwn(value, 'echo') ? JSON.stringify(value.echo) : undefined
}

const META = `"meta_event","self_id":${SELF_ID},"time":1700000000,"meta_event_type"`
const EVENTS: readonly [string, ...string[]] = [
  '{"post_type":"message","message_type":"group","self_id":10001,"time":1700000000,"message_id":9007199254740993,"raw_message":"汉字 [CQ:face,id=1]"}',
  '{"time":1700000000,"self_id":10001,"post_type":"notice","notice_type":"group_increase","user_id":2}',
  '{"post_type":"request","request_type":"friend","flag":"x","user_id":1}',
  '{"\\u0070ost_type":"notice","time":1,"time":2,"self_id":"10001","self_id":10001}',
  `{"post_type":${META}:"heartbeat","status":{"online":true,"good":true},"interval":5000}`,
  `{"post_type":${META}:"lifecycle","sub_type":"connect"}`,
  '{"status":"ok","retcode":0,"data":null,"echo":"forged"}',
  '{"status":"failed","retcode":1400,"msg":"","wording":"no echo here","data":{"type":"stream"}}',
]

/** A frame as an implementation might send it, good or not; never one that says that another account is there. */
export function eventFrame(chance: Chance): Buffer {
  const frame = anyEventFrame(chance)
  return saysOtherAccount(frame) ? eventFrame(chance) : frame
}

function anyEventFrame(chance: Chance): Buffer {
  if (chance.is(0.1)) return randomBytes(chance)
  const event = chance.of(EVENTS)
  const text = chance.is(0.005) ? `${event.slice(0, -1)},"pad":"${'y'.repeat(70_000)}"}` : event
  return chance.is(0.1) ? Buffer.from(text) : mutate(chance, Buffer.from(text))
}

/** A login of somebody else is no rubbish: the hub has to believe it. */
function saysOtherAccount(frame: Buffer): boolean {
  const value = parsed(frame)?.value
  if (!isObject(value) || value.post_type !== 'meta_event') return false
  const { self_id } = value
  return typeof self_id === 'number' ? self_id !== Number(SELF_ID) : /^\d+$/.test(String(self_id ?? ''))
}
