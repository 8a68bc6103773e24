import type { UnknownSegment } from '@rookery/protocol'
import type { Deed } from '../deeds/deeds.js'
import type { World } from '../world/world.js'

/** Finds the source of a file that a transcript names: a path or URL; `undefined` if there is no such file. */
export type FileOf = (name: string) => string | undefined

/** A picture of one pixel. */
const PICTURE =
  'base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Placeholders for files that a transcript names and nobody provides, by segment type. */
const STAND_INS: Readonly<Record<string, string>> = {
  image: PICTURE,
  // An empty recording and an empty film.
  record: 'base64://UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=',
  video: 'base64://AAAAFGZ0eXBpc29tAAAAAGlzb20=',
  file: 'data:text/plain,-',
}

/** Placeholders for the files of deeds; an upload keeps its name in the transcript. */
function deedStandIn(deed: Deed, world: World): Partial<Record<'file' | 'name', string>> | undefined {
  if (!('file' in deed) || !isNowhere(deed.file, world)) return undefined
  if (deed.do !== 'upload') return { file: PICTURE }
  return { file: STAND_INS.file ?? '', name: deed.name ?? deed.file }
}

/** The deed with the names of its files replaced by their sources. */
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
  return { ...deed, ...(found === undefined ? deedStandIn(deed, world) : { file: found }) } as Deed
}

function placed(segment: UnknownSegment, world: World, place: FileOf): UnknownSegment {
  const { type, data = {} } = segment
  const standIn = Object.hasOwn(STAND_INS, type) ? STAND_INS[type] : undefined
  if (standIn === undefined) return segment
  const name = String(data.file ?? '')
  const file = place(name) ?? (isNowhere(name, world) ? standIn : undefined)
  if (file === undefined) return segment
  return { type, data: { ...(type === 'file' && name !== '' ? { name } : {}), ...data, file } }
}

const isNowhere = (name: string, { media }: World): boolean =>
  !media.has(name) && !/^([a-z]+:|\/)/i.test(name)
