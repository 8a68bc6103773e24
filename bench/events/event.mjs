const FIRST_ID = 1_000_000_000

/** A group message of exactly `bytes` bytes, whatever its number and due time. */
export function makeEvent(bytes) {
  const event = {
    time: 1795323266,
    self_id: 10000,
    post_type: 'message',
    message_type: 'group',
    sub_type: 'normal',
    message_id: FIRST_ID,
    due: '0'.repeat(16),
    group_id: 30001,
    user_id: 20001,
    raw_message: '',
    font: 0,
    sender: { user_id: 20001, nickname: 'Alice', card: '', role: 'member' },
  }
  event.raw_message = 'x'.repeat(bytes - JSON.stringify(event).length)
  return event
}

/** Numbers the event and says when it was due, in microseconds. */
export function stamp(event, number, dueUs) {
  event.message_id = FIRST_ID + number
  event.due = String(Math.floor(dueUs)).padStart(16, '0')
}

const ID_KEY = Buffer.from('"message_id":')
const DUE_KEY = Buffer.from('"due":"')
/** Number and due time stand within this many bytes from the start of an event. */
export const STAMP_BYTES = 180

/** Reads number and due time at the start of an event; undefined when it is another one. */
export function readStamp(bytes, start) {
  const head = bytes.subarray(start, start + STAMP_BYTES)
  const due = head.indexOf(DUE_KEY)
  if (due < 0) return undefined
  const id = head.indexOf(ID_KEY) + ID_KEY.length
  return {
    number: Number(head.latin1Slice(id, id + 10)) - FIRST_ID,
    dueUs: Number(head.latin1Slice(due + DUE_KEY.length, due + DUE_KEY.length + 16)),
  }
}
