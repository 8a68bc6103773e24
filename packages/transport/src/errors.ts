import { OneBotError } from '@rookery/protocol'

/** A listener that could not be opened, a URL that cannot be dialled. `code` is Node's where there is one. */
export class TransportError extends OneBotError {}
