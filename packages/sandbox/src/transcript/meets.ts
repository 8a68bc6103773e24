import type { Message as Segments, UnknownSegment } from '@rookery/protocol'
import type { World } from '../world/world.js'
import { mergeTexts } from './content.js'
import type { Expectation } from './resolve-step.js'

/** Whether a message meets an expectation. White space around the whole message is ignored. */
export function meets(expected: Expectation, message: Segments, world: World): boolean {
  if (expected.is === 'anything') return true
  if (expected.is === 'message') return sameMessage(expected.message, message, world)
  expected.pattern.lastIndex = 0
  return expected.pattern.test(spokenText(message))
}

/** The text of a message that patterns are matched against: `[image]` and the like for other segments. */
const spokenText = (message: Segments): string =>
  mergeTexts(message)
    .map(({ type, data }) => (type === 'text' ? String(data?.text) : `[${type}]`))
    .join('')

/**
 * Whether all segments are present, each with at least the expected data: `[image]` matches any image. A quote is
 * compared only if one is expected.
 */
function sameMessage(expected: Segments, found: Segments, world: World): boolean {
  const wanted = trimmed(expected)
  const given = trimmed(wanted.some(isReply) ? found : withoutReply(found))
  return (
    wanted.length === given.length && wanted.every((each, index) => sameSegment(each, given[index], world))
  )
}

function sameSegment(wanted: UnknownSegment, found: UnknownSegment | undefined, world: World): boolean {
  if (wanted.type !== found?.type) return false
  return Object.entries(wanted.data ?? {}).every(([key, value]) => {
    if (wanted.type === 'reply' && key === 'at') return true
    const given = found.data?.[key]
    return (
      String(given) === String(value) || (key === 'file' && world.media.get(String(given))?.name === value)
    )
  })
}

const isReply = ({ type }: { readonly type: string }): boolean => type === 'reply'

const withoutReply = (message: Segments): Segments => message.filter((segment) => !isReply(segment))

function trimmed(message: Segments): UnknownSegment[] {
  const merged = mergeTexts(message)
  const trim = (at: number, cut: (text: string) => string): void => {
    const segment = merged.at(at)
    if (segment?.type !== 'text') return
    merged.splice(at, 1, { type: 'text', data: { text: cut(String(segment.data?.text)) } })
  }
  trim(0, (text) => text.trimStart())
  trim(-1, (text) => text.trimEnd())
  return merged.filter(({ type, data }) => type !== 'text' || data?.text !== '')
}
