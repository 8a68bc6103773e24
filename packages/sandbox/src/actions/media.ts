import type { Params } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { mediaOf } from '../world/look-up.js'
import { mediaUrl } from '../world/media-url.js'
import { refuse } from '../world/refusal.js'
import type { Media, World } from '../world/world.js'
import type { Actions } from './action.js'

const reading = { events: [], refuses: ['no_such_file'], files: ['file'] } as const

/** Reading text in images needs a service that the sandbox does not have: it finds no text in any image. */
const ocr = {
  events: [],
  refuses: ['no_such_file'],
  files: ['image'],
  run(turn: Turn, { image }: Params<'ocr_image'>) {
    mediaOf(turn, image)
    return { texts: [], language: 'zh' }
  },
} as const

export const mediaHandlers = {
  can_send_image: { events: [], refuses: [], run: () => ({ yes: true }) },
  can_send_record: { events: [], refuses: [], run: () => ({ yes: true }) },
  get_image: { ...reading, run: (turn, params) => mediaInfo(turn.world, named(turn, params)) },
  get_record: {
    ...reading,
    refuses: ['no_such_file', 'bad_media'],
    run(turn, { out_format, ...params }) {
      const found = named(turn, params)
      refuseTranscoding(found, out_format)
      return mediaInfo(turn.world, found)
    },
  },
  get_file: { ...reading, run: (turn, params) => mediaInfo(turn.world, named(turn, params)) },
  ocr_image: ocr,
  '.ocr_image': ocr,
  download_file: {
    events: [],
    refuses: ['no_such_file'],
    files: ['url', 'base64'],
    run(turn, { url, base64 = url }) {
      if (base64 === undefined) return refuse('bad_params', 'one of "url", "base64" is needed, found none')
      return { file: placeOf(mediaOf(turn, base64)) }
    },
  },
  /** The list of collected faces is always empty. */
  fetch_custom_face: { events: [], refuses: [], run: () => [] },
  /** The service that would rate the URL is missing: level `2` means unknown. */
  check_url_safely: { events: [], refuses: [], run: () => ({ level: 2 }) },
} as const satisfies Actions

interface Named {
  readonly file?: string
  readonly file_id?: string
}

/** A file, found by its name in the media, or by the id under which it was sent to a group or a friend. */
function named(turn: Turn, { file, file_id }: Named): Media {
  const id = file_id ?? file ?? ''
  const { media, groups, privateFiles } = turn.world
  if (media.has(id)) return mediaOf(turn, id)
  const sent =
    privateFiles.get(id) ??
    groups
      .valueSeq()
      .map(({ files }) => files.get(id))
      .find(Boolean)
  return mediaOf(turn, sent?.media ?? file ?? id)
}

/** A file with the fields of every implementation. */
function mediaInfo(world: World, media: Media) {
  const { file, name, size } = media
  return {
    file: placeOf(media),
    url: mediaUrl(world, file),
    size,
    file_size: String(size),
    filename: name,
    file_name: name,
  }
}

const placeOf = ({ path, file }: Media): string => path ?? file

/** Refuses a conversion: the sandbox has no codecs and serves a file only in its own format. */
function refuseTranscoding({ file }: Media, out_format: string): void {
  const has = file.slice(file.lastIndexOf('.') + 1)
  if (has === out_format) return
  refuse(
    'bad_media',
    `the sandbox cannot make ${out_format} of ${has}: only "out_format": "${has}" is served`,
  )
}
