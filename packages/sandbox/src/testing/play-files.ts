import type { UnknownSegment } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import type { World } from '../world/world.js'

/** Where a file is that a transcript names: a path or URL; `undefined` where there is none of that name. */
export type FileOf = (name: string) => string | undefined

/** A picture of one pixel, for one that a transcript names and nobody has. */
const PICTURE =
  'base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const WITH_FILE: readonly string[] = ['image', 'record', 'video', 'file']

/** The deed with the places of its files in place of their names. */
export function withFiles(deed: Deed, world: World, fileOf: FileOf): Deed {
  const place = (name: unknown): string | undefined =>
    typeof name !== 'string' || world.media.has(name) ? undefined : fileOf(name)
  if (deed.do === 'say' && Array.isArray(deed.message)) {
    const message = (deed.message as readonly UnknownSegment[]).map((segment) =>
      placed(segment, world, place),
    )
    return { ...deed, message } as Deed
  }
  const found = 'file' in deed ? place(deed.file) : undefined
  return found === undefined ? deed : ({ ...deed, file: found } as Deed)
}

function placed(segment: UnknownSegment, world: World, place: FileOf): UnknownSegment {
  const { type, data = {} } = segment
  if (!WITH_FILE.includes(type)) return segment
  const name = String(data.file ?? '')
  const file = place(name) ?? (type === 'image' && isNowhere(name, world) ? PICTURE : undefined)
  return file === undefined ? segment : { type, data: { ...data, file } }
}

const isNowhere = (name: string, { media }: World): boolean =>
  !media.has(name) && !/^([a-z]+:|\/)/i.test(name)
