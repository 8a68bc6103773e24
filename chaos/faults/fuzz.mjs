import { jsonText } from './json-values.mjs'

const CALLS = [
  '{"action":"send_private_msg","params":{"user_id":1,"message":"hi [CQ:face,id=1]"},"echo":1}',
  '{"action":"get_group_member_info","params":{"group_id":9007199254740993,"user_id":[]},"echo":"a"}',
  '{"action":"send_group_msg_async","params":{"group_id":1,"message":[{"type":"text","data":{"text":"x"}}]},"echo":{}}',
  '{"action":"set_client_name","params":{"name":7},"echo":null}',
  '{"action":"send_broadcast_data","params":{"data":"x","clients":[{}]},"echo":[]}',
]
const EVENTS = [
  '{"post_type":"message","message_type":"group","self_id":10001,"time":1700000000,"message_id":1,"group_id":2,"user_id":3,"message":[{"type":"at","data":{"qq":"all"}}],"raw_message":"[CQ:at,qq=all]"}',
  '{"time":1700000000,"self_id":10001,"post_type":"notice","notice_type":"group_increase","user_id":2}',
  '{"status":"ok","retcode":0,"data":null,"echo":"forged"}',
  '{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":10001,"time":1,"status":{"online":true,"good":true},"interval":5000}',
]
const GARBAGE = [
  '',
  'null',
  '1',
  '[]',
  '{}',
  '"',
  '{"action":',
  '\n',
  '[1,2',
  '{"echo":1}',
  'NaN',
  '{"action":1}',
  '\ufeff{}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
]
const BYTES = ['"', '{', '}', '[', ']', ',', ':', '\\', '\u0000', '汉', '9', 'e', ' ', '\\ud800']

/** What a client might send, mostly wrong. */
export const fuzzedCall = (random) => fuzzed(random, CALLS)

/** What an implementation might send, mostly wrong. Accounts are never changed: it would be right to believe that. */
export const fuzzedEvent = (random) => {
  const text = fuzzed(random, EVENTS)
  return text.includes('lifecycle') ? 'null' : text
}

function fuzzed(random, texts) {
  const kind = random.between(0, 9)
  if (kind < 2) return random.pick(GARBAGE)
  if (kind === 2) return jsonText(random)
  if (kind === 3) return random.pick(texts)
  let text = random.pick(texts)
  for (let change = random.between(1, 4); change > 0; change--) text = mutated(random, text)
  return text
}

function mutated(random, text) {
  const at = random.between(0, text.length)
  const length = random.between(0, 6)
  if (random.between(0, 3) === 0) return text.slice(0, at) + text.slice(at + length)
  if (random.between(0, 3) === 0)
    return (
      text.slice(0, at) + text.slice(at, at + length).repeat(random.between(2, 20)) + text.slice(at + length)
    )
  return text.slice(0, at) + random.pick(BYTES) + text.slice(at + random.between(0, 1))
}

/** Frames that RFC 6455 forbids: each must close the connection. `isMasked` as a client sends them. */
export function brokenFrame(random, isMasked) {
  const mask = isMasked ? 0x80 : 0
  const key = isMasked ? [1, 2, 3, 4] : []
  return Buffer.from(
    random.pick([
      [0xc1, mask, ...key],
      [0x83, mask, ...key],
      [0x80, mask, ...key],
      [0x09, mask, ...key],
      [0x81, isMasked ? 0x05 : 0x85, 0, 0, 0, 0, 0],
      [0x81, mask | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, ...key],
    ]),
  )
}
