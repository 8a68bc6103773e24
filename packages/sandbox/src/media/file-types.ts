/** A file type: extension and MIME type. */
export interface FileType {
  readonly ext: string
  readonly mime: string
}

type Sniffed = FileType & {
  /** Magic bytes and their offsets: `[0, 'GIF8']`. Each character is one byte. */
  readonly marks: readonly (readonly [at: number, bytes: string])[]
}

/** Checked in order: the more specific come first. */
const types: readonly Sniffed[] = [
  { ext: 'png', mime: 'image/png', marks: [[0, '\x89PNG\r\n\x1a\n']] },
  { ext: 'jpg', mime: 'image/jpeg', marks: [[0, '\xff\xd8\xff']] },
  { ext: 'gif', mime: 'image/gif', marks: [[0, 'GIF8']] },
  {
    ext: 'webp',
    mime: 'image/webp',
    marks: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  {
    ext: 'wav',
    mime: 'audio/wav',
    marks: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
  },
  {
    ext: 'bmp',
    mime: 'image/bmp',
    marks: [
      [0, 'BM'],
      [6, '\0\0\0\0'],
    ],
  },
  { ext: 'amr', mime: 'audio/amr', marks: [[0, '#!AMR']] },
  { ext: 'silk', mime: 'audio/silk', marks: [[0, '#!SILK']] },
  // Tencent prepends one byte.
  { ext: 'silk', mime: 'audio/silk', marks: [[0, '\x02#!SILK']] },
  { ext: 'ogg', mime: 'audio/ogg', marks: [[0, 'OggS']] },
  { ext: 'flac', mime: 'audio/flac', marks: [[0, 'fLaC']] },
  { ext: 'mp3', mime: 'audio/mpeg', marks: [[0, 'ID3']] },
  { ext: 'mp3', mime: 'audio/mpeg', marks: [[0, '\xff\xfb']] },
  { ext: 'mp3', mime: 'audio/mpeg', marks: [[0, '\xff\xf3']] },
  { ext: 'm4a', mime: 'audio/mp4', marks: [[4, 'ftypM4A']] },
  { ext: 'mov', mime: 'video/quicktime', marks: [[4, 'ftypqt']] },
  { ext: 'avif', mime: 'image/avif', marks: [[4, 'ftypavif']] },
  { ext: 'mp4', mime: 'video/mp4', marks: [[4, 'ftyp']] },
  { ext: 'webm', mime: 'video/webm', marks: [[0, '\x1a\x45\xdf\xa3']] },
  { ext: 'pdf', mime: 'application/pdf', marks: [[0, '%PDF-']] },
  { ext: 'zip', mime: 'application/zip', marks: [[0, 'PK\x03\x04']] },
]

const UNKNOWN_MIME = 'application/octet-stream'

/** Types of container formats: office documents and the like are ZIP inside, and keep their own extension. */
const CONTAINERS = ['zip']

/** The type of a file, by its content, or else by the extension of its original name. */
export function fileTypeOf(bytes: Uint8Array, name: string): FileType {
  const found = types.find(({ marks }) => marks.every(([at, mark]) => hasMark(bytes, at, mark)))
  const ownExt = endingOf(name)
  if (found && !(ownExt && CONTAINERS.includes(found.ext))) return { ext: found.ext, mime: found.mime }
  // Content that matches none of the types is never served as one of them.
  return {
    ext: ownExt && !isKnown(ownExt) ? ownExt : (found?.ext ?? 'bin'),
    mime: found?.mime ?? UNKNOWN_MIME,
  }
}

/** The MIME type of a stored file, by its name. Only a type recognized by content has one of its own. */
export const mimeOf = (file: string): string =>
  types.find(({ ext }) => ext === endingOf(file))?.mime ?? UNKNOWN_MIME

const isKnown = (ext: string): boolean => types.some((type) => type.ext === ext)

const endingOf = (name: string): string | undefined => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()

function hasMark(bytes: Uint8Array, at: number, mark: string): boolean {
  for (let index = 0; index < mark.length; index++) {
    if (bytes[at + index] !== mark.charCodeAt(index)) return false
  }
  return true
}
