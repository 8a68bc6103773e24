import { OneBotError } from '@rookery/protocol'

/** A rule of faults that says nothing sensible (`bad_fault`), or what a transport cannot do (`fault_impossible`). */
export class FaultError extends OneBotError {}
