import type { JsonObject, UnknownSegment } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, mediaOf, standingMessageOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { Group, Media, World } from '../world/world.js'
import { wordOf } from './word-of.js'

/** Sender and place of a message. Inside a merged forward there is no chat. */
export interface Scene {
  readonly turn: Turn
  readonly by: number
  readonly chat?: string
  readonly group?: Group
  /** Number of merged forwards around it. Default 0. */
  readonly depth?: number
}

/** Converts the data of a segment; undefined removes a segment that nobody would see. */
type Settler = (scene: Scene, data: JsonObject) => JsonObject | undefined

/**
 * Converts a segment to the one that everybody will see. A type outside the tables is kept as sent: an implementation
 * would drop it or refuse the whole message, but a bot's tester wants to see what the bot said.
 */
export function settleSegment(scene: Scene, { type, data }: UnknownSegment): UnknownSegment | undefined {
  const given = data ?? {}
  const settle = Object.hasOwn(settlers, type) ? settlers[type] : undefined
  const settled = settle ? settle(scene, given) : given
  if (settled) refuseUnspeakable(type, settled)
  return settled && { type, data: settled }
}

const OUTSIDE_NAMES = /[^\w.-]|^$/

/** Refuses a type or key that CQ codes cannot spell, because every message has a string form, too. */
function refuseUnspeakable(type: string, data: JsonObject): void {
  if (type === 'text') return
  const odd = [type, ...Object.keys(data)].find((name) => OUTSIDE_NAMES.test(name))
  if (odd === undefined) return
  refuse(
    'bad_params',
    `types and keys of segments are letters, digits, "_", "-" and ".", found ${JSON.stringify(odd)}`,
  )
}

const settlers: Readonly<Record<string, Settler>> = {
  text: (_, { text }) =>
    text === undefined || text === null || text === '' ? undefined : { text: wordOf(text) },
  face: (_, { id, ...rest }) => ({ id: wordOf(id), ...rest }),
  at,
  reply,
  dice: ({ turn }) => drawn(turn, 6),
  rps: ({ turn }) => drawn(turn, 3),
  forward,
  image,
  record: voiceOrVideo,
  video: voiceOrVideo,
  file: wholeFile,
  // A sending option, not part of the message: see `say`.
  anonymous: () => undefined,
}

/**
 * Checks a mention. Only admins may mention all in a group. A user who is not in the group may be mentioned, as in
 * QQ.
 */
function at({ by, group, chat }: Scene, { qq, ...rest }: JsonObject): JsonObject {
  const called = wordOf(qq)
  if (called !== 'all' && !/^\d+$/.test(called)) {
    return refuse(
      'bad_params',
      `"qq" of an at segment must be a number or "all", found ${JSON.stringify(qq)}`,
    )
  }
  if (called === 'all' && group && chat) adminOf(group, by)
  return { qq: called, ...rest }
}

/** Checks a quote. The quoted message must belong to the same chat; a node of a merged forward may quote any. */
function reply({ turn, by, chat }: Scene, { id }: JsonObject): JsonObject {
  const message_id = wordOf(id)
  if (chat !== undefined && standingMessageOf(turn, by, message_id).chat !== chat) {
    return refuse('no_such_message', `message ${message_id} is in another chat`)
  }
  return { id: message_id }
}

/** A drawn number under both of its names: `value` in go-cqhttp, `result` in NapCat and LLBot. */
function drawn(turn: Turn, sides: number): JsonObject {
  const result = String(turn.draw(sides) + 1)
  return { result, value: result }
}

function forward({ turn }: Scene, { id }: JsonObject): JsonObject {
  const known = turn.world.forwards.get(wordOf(id))
  return known ? { id: known.id } : refuse('no_such_forward', `there is no merged forward ${wordOf(id)}`)
}

/** An image with the fields that NapCat reports. */
function image({ turn }: Scene, data: JsonObject): JsonObject {
  const { type, summary = '', sub_type, subType } = data
  const kind = Number(wordOf(sub_type ?? subType)) || 0
  const media = namedMedia(turn, data)
  return { ...(type === undefined ? {} : { type }), summary, sub_type: kind, ...seenMedia(turn.world, media) }
}

function voiceOrVideo({ turn }: Scene, data: JsonObject): JsonObject {
  const { magic } = data
  const media = namedMedia(turn, data)
  return { ...(magic === undefined ? {} : { magic }), ...seenMedia(turn.world, media) }
}

/** A file, under the name that its sender gave it. */
function wholeFile({ turn }: Scene, data: JsonObject): JsonObject {
  const media = namedMedia(turn, data)
  const name = wordOf(data.name ?? media.name)
  return { ...seenMedia(turn.world, media), file: name, name, file_id: media.file }
}

const seenMedia = (world: World, { file, size }: Media): JsonObject => ({
  file,
  url: mediaUrl(world, file),
  file_size: String(size),
})

/** The file that a segment names. Sources were fetched before the step, so it is in the world's media by now. */
function namedMedia(turn: Turn, { file, file_id }: JsonObject): Media {
  return turn.world.media.get(wordOf(file_id)) ?? mediaOf(turn, wordOf(file))
}
