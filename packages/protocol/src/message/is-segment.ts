import type { UnknownSegment } from '../tables/segments.gen.js'

/** Whether a value can be read as a segment: its `type` is text, and `data`, where there is any, an object. */
export function isSegment(value: unknown): value is UnknownSegment {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  if (typeof value.type !== 'string') return false
  const data = 'data' in value ? value.data : undefined
  return data === undefined || data === null || (typeof data === 'object' && !Array.isArray(data))
}
