import type { ImageSegment, Message, UnknownSegment } from '@rookery/protocol'

type ImageData = ImageSegment['data']

/** Data of a picture: of an image, or of a market face with an address, which becomes its `file`. */
export const imageOf = (segment: Message[number]): ImageData | undefined =>
  segment.type === 'image' ? (segment.data ?? undefined) : faceImage(segment)

/** The addresses of the pictures in a message. */
export const imageUrls = (message: Message): string[] =>
  message.flatMap((segment) => {
    const url = imageOf(segment)?.url
    return typeof url === 'string' ? [url] : []
  })

/** Image data of a market face: QQ shows it as a picture, and some implementations give its address. */
function faceImage({ type, data }: UnknownSegment): ImageData | undefined {
  if (type !== 'mface' || typeof data?.url !== 'string' || data.url === '') return undefined
  const { url, summary } = data
  return typeof summary === 'string' ? { file: url, url, summary } : { file: url, url }
}
