import type { JsonObject, UnknownSegment } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { adminOf, mediaOf, standingMessageOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { Group, Media, World } from '../world/world.js'
import { wordOf } from './word-of.js'

/** Who says it, and where. Inside of a merged forward there is no chat. */
export interface Scene {
  readonly turn: Turn
  readonly by: number
  readonly chat?: string
  readonly group?: Group
  /** How many merged forwards are around it. Default 0. */
  readonly depth?: number
}

/** Undefined: nobody sees anything of it. */
type Settler = (scene: Scene, data: JsonObject) => JsonObject | undefined

/**
 * A segment as everybody will see it. One of a type that is not in the table is kept as sent: an implementation drops
 * it or refuses the whole message, but somebody who tests a bot wants to see what the bot said.
 */
export function settleSegment(scene: Scene, { type, data }: UnknownSegment): UnknownSegment | undefined {
  const given = data ?? {}
  const settle = Object.hasOwn(settlers, type) ? settlers[type] : undefined
  const settled = settle ? settle(scene, given) : given
  if (settled) refuseUnspeakable(type, settled)
  return settled && { type, data: settled }
}

const OUTSIDE_NAMES = /[^\w.-]|^$/

/** Every message has a string form, too: a type or key that CQ codes cannot spell has none. */
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
  // It says how the message is sent, and is not part of it: see `say`.
  anonymous: () => undefined,
}

/** In a group all may be called by admins only. Somebody who is not there is called all the same, as in QQ. */
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

/** The quoted message must stand in the same chat. A copy inside of a merged forward may quote anything. */
function reply({ turn, by, chat }: Scene, { id }: JsonObject): JsonObject {
  const message_id = wordOf(id)
  if (chat !== undefined && standingMessageOf(turn, by, message_id).chat !== chat) {
    return refuse('no_such_message', `message ${message_id} stands in another chat`)
  }
  return { id: message_id }
}

/** Under both of its names: go-cqhttp has `value`, NapCat and LLBot have `result`. */
function drawn(turn: Turn, sides: number): JsonObject {
  const result = String(turn.draw(sides) + 1)
  return { result, value: result }
}

function forward({ turn }: Scene, { id }: JsonObject): JsonObject {
  const known = turn.world.forwards.get(wordOf(id))
  return known ? { id: known.id } : refuse('no_such_forward', `there is no merged forward ${wordOf(id)}`)
}

/** As NapCat reports it. */
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

/** A file goes by the name that its sender gave it. */
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

/** What a segment names: what had to be fetched was fetched before the step, and is here by its name. */
function namedMedia(turn: Turn, { file, file_id }: JsonObject): Media {
  return turn.world.media.get(wordOf(file_id)) ?? mediaOf(turn, wordOf(file))
}
