import { OneBotError } from '@rookery/protocol'

/** A fault rule that makes no sense (`bad_fault`), or that a transport cannot follow (`fault_impossible`). */
export class FaultError extends OneBotError {}
