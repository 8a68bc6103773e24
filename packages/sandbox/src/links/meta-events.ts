import type { HeartbeatEvent, LifecycleEvent } from '@rookery/protocol'
import { STATUS } from '../actions/implementation.js'

const head = (self_id: number, nowMs: number) => ({ time: Math.floor(nowMs / 1000), self_id })

/** The first event of a connection: `connect`, or `enable` if events are posted. */
export const lifecycle = (
  self_id: number,
  nowMs: number,
  sub_type: 'connect' | 'enable',
): LifecycleEvent => ({
  ...head(self_id, nowMs),
  post_type: 'meta_event',
  meta_event_type: 'lifecycle',
  sub_type,
})

/** A heartbeat, with the account's status as `get_status` returns it. */
export const heartbeat = (
  self_id: number,
  nowMs: number,
  online: boolean,
  interval: number,
): HeartbeatEvent => ({
  ...head(self_id, nowMs),
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { ...STATUS, online, good: online },
  interval,
})
