import type { OneBotEvent } from '@rookery/protocol'

type Wire = Readonly<Record<string, unknown>>

/**
 * The names of an event, the most specific one first: `message.group.normal`, `message.group`, `message`. An event that
 * nobody knows has names, too, by whatever fields of the standard it has.
 */
export function namesOf(event: OneBotEvent): readonly string[] {
  const fields = event as unknown as Wire
  const { post_type, sub_type } = fields
  const detail = fields[detailField(String(post_type))]
  const whole = typeof detail !== 'string' ? `${post_type}` : `${post_type}.${detail}`
  const full = typeof sub_type === 'string' && sub_type !== '' ? `${whole}.${sub_type}` : whole
  const known = cache.get(full)
  if (known) return known
  const names = [...new Set([full, whole, String(post_type)])]
  if (cache.size < MAX_CACHED) cache.set(full, names)
  return names
}

/** An event says only one of a few dozen things; what a stranger makes up must not fill the memory. */
const MAX_CACHED = 1000
const cache = new Map<string, readonly string[]>()

const detailField = (post_type: string): string =>
  post_type === 'message_sent'
    ? 'message_type'
    : post_type === 'meta_event'
      ? 'meta_event_type'
      : `${post_type}_type`
