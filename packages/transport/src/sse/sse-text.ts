const LINE_END = /\r\n|\r|\n/

/**
 * An event as `text/event-stream` has it. `id` must hold no line end. JSON as implementations write it is one
 * line; where it is several, each needs a field of its own, and the other side joins them again.
 */
export function sseText(payload: Buffer, id: string | undefined): Buffer {
  const head = id === undefined ? 'data: ' : `id: ${id}\ndata: `
  const isOneLine = !payload.includes(0x0a) && !payload.includes(0x0d)
  if (isOneLine) return Buffer.concat([Buffer.from(head), payload, Buffer.from('\n\n')])
  const lines = payload.toString('utf8').split(LINE_END)
  return Buffer.from(`${head}${lines.join('\ndata: ')}\n\n`)
}
