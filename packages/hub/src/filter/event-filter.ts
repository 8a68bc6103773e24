import { createHash } from 'node:crypto'
import type { EventScope } from '../scope/event-scope.js'
import type { JudgedEvent } from '../scope/judged-event.js'
import { compileFilter, compilePrefix, type FindPrefix, hasPrefix } from './compile-filter.js'
import { canonicalText, type FilterNode, isEverything } from './filter-node.js'
import type { IsOwnMessage } from './to-me.js'

/** A filter, ready to judge events. */
export interface EventFilter {
  /** Equal for filters of equal verdicts, as far as the normal form finds them to be equal. */
  readonly key: string
  /** Absent if every event passes. */
  readonly scope: EventScope | undefined
  /** The prefix of its text by which a message passes; absent if the filter has no prefixes. */
  readonly prefixOf: FindPrefix | undefined
}

/** Makes a filter of its normal form. `isOwn` says which messages an account sent. */
export function eventFilter(node: FilterNode, isOwn: IsOwnMessage): EventFilter {
  const key = `events ${createHash('sha256').update(canonicalText(node)).digest('base64url')}`
  const judge = compileFilter(node, isOwn)
  return {
    key,
    scope: isEverything(node) ? undefined : { key, sees: (event) => isNeverFiltered(event) || judge(event) },
    prefixOf: hasPrefix(node) ? compilePrefix(node, isOwn) : undefined,
  }
}

/** Whether an event tells of the connection or comes from the hub: a client must learn of a gap, whatever it filters. */
export function isNeverFiltered(event: JudgedEvent): boolean {
  const postType = event.member('post_type')
  if (postType === 'meta_event' || postType === 'distributed') return true
  if (postType !== 'notice') return false
  const noticeType = event.member('notice_type')
  return noticeType === 'rookery_gap' || noticeType === 'client_status'
}
