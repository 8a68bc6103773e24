import type { OneBotEvent } from '@rookery/protocol'

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** An event without the common fields: the turn adds `time` and `self_id`. */
export type EventBody = DistributiveOmit<OneBotEvent, 'time' | 'self_id'>
