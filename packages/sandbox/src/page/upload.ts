import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRefusal, readBody, refuse, requestUrl } from '@rookery/transport'
import type { PageMedia } from './page-parts.js'

/** The largest file that the page may bring. */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Takes a file that the page sends as the body, with its name in `?name=`, and answers how messages call it. */
export async function takeUpload(
  media: PageMedia,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, { maxBodyBytes: MAX_UPLOAD_BYTES })
  if (isRefusal(body)) return refuse(request, response, body)
  const { file } = await media.keep(body, requestUrl(request).searchParams.get('name') ?? 'file')
  response.writeHead(200, { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' })
  response.end(JSON.stringify({ file }))
}
