import { OneBotError } from '@rookery/protocol'

/** A hub that cannot be started as configured. */
export class HubError extends OneBotError {}
