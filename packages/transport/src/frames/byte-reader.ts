import {
  type EventFrame,
  failedReply,
  type Reply,
  readCheckedEvent,
  readCheckedReply,
  readEvent,
  readReply,
  replyBody,
  replyEcho,
} from '@rookery/protocol'
import type { EventText, FrameReader, FrameSink } from './frame-reader.js'
import { FULL_CHECK_BYTES, isSmallText, shallowTextFault, textFault } from './json-text.js'
import { LARGE_EVENT_BYTES, readLargeText } from './large-event.js'

type Sink = FrameSink<EventFrame, Reply>

/** Reads frames as the bytes that came, with the few members that a hub goes by. */
export const byteReader: FrameReader<EventFrame, Reply> = {
  frame(bytes, sink) {
    if (bytes.length > LARGE_EVENT_BYTES && !beginsAsReply(bytes)) return readInSlices(bytes, sink)
    readFrame(bytes, sink)
    return undefined
  },
  event(text) {
    if (text.length > LARGE_EVENT_BYTES) return readLargeText(text)
    const fault = textFault(text)
    const event = fault ? undefined : readEvent(text)
    return event ? { is: 'event', event } : { is: 'no event', fault }
  },
  answer(body) {
    if (shallowTextFault(body)) return undefined
    const reply = readReply(body)
    return reply?.scan.members.some(({ name }) => name === 'retcode') ? reply : undefined
  },
  failure: failedReply,
}

async function readInSlices(bytes: Buffer, sink: Sink): Promise<void> {
  const text: EventText<EventFrame> = await readLargeText(bytes)
  if (text.is === 'event') sink.event(text.event)
  else if (text.fault && text.looksLikeOne) sink.dropped(`an event that is ${text.fault}`)
  // Only the top level of a reply has to be valid.
  else readFrame(bytes, sink)
}

function readFrame(bytes: Buffer, sink: Sink): void {
  if (isSmallText(bytes) && deliverSmall(bytes, sink)) return
  const fault = shallowTextFault(bytes)
  if (fault) return sink.dropped(`a frame that is ${fault}`)
  const likely = beginsAsReply(bytes) ? readReply(bytes) : undefined
  if (likely && deliverReply(likely, sink)) return
  const event = readEvent(bytes)
  if (event) return checkEvent(event, bytes, sink)
  const reply = likely ?? readReply(bytes)
  if (!reply) return sink.dropped('a frame that is not a JSON object')
  if (!deliverReply(reply, sink)) sink.dropped(describeStray(reply))
}

/** Delivers a small event or an awaited reply, read in one walk. False for anything else. */
function deliverSmall(bytes: Buffer, sink: Sink): boolean {
  if (beginsAsReply(bytes)) {
    const reply = readCheckedReply(bytes)
    return reply !== undefined && deliverReply(reply, sink)
  }
  const event = readCheckedEvent(bytes)
  if (event) sink.event(event)
  return event !== undefined
}

/** Delivers a reply to the call that waits for it. False if none does. */
const deliverReply = (reply: Reply, sink: Sink): boolean => sink.reply(replyEcho(reply), reply, reply.isPart)

/** Checks an event in full, even a large one, because events go to many. */
function checkEvent(event: EventFrame, bytes: Buffer, sink: Sink): void {
  const fault = bytes.length > FULL_CHECK_BYTES ? textFault(bytes) : undefined
  if (fault) sink.dropped(`an event that is ${fault}`)
  else sink.event(event)
}

const REPLY_HEAD = Buffer.from('{"status"')

/** Bytes that begin most replies, and hardly any event: such frames are read as replies first, which saves a scan. */
export function beginsAsReply(bytes: Buffer): boolean {
  for (let at = 0; at < REPLY_HEAD.length; at++) if (bytes[at] !== REPLY_HEAD[at]) return false
  return true
}

/** Longest excerpt of a report about an upstream. */
const WORDING_CHARACTERS = 200
const NOTHING = { retcode: undefined, wording: undefined }

function describeStray(reply: Reply): string {
  if (replyEcho(reply) !== undefined) return 'a reply that nobody waits for any more'
  // What it holds is anything at all, and a large one is not worth parsing for a line in the log.
  const { retcode, wording } = reply.bytes.length > FULL_CHECK_BYTES ? NOTHING : replyBody(reply)
  const code = typeof retcode === 'number' ? `retcode ${retcode}` : 'no retcode'
  const why = typeof wording === 'string' && wording ? `: ${wording.slice(0, WORDING_CHARACTERS)}` : ''
  return `a reply without echo (${code}${why})`
}
