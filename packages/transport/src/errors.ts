import { OneBotError } from '@rookery/protocol'

/** A listener that could not be opened, or a URL that cannot be dialled. `code` is Node's if there is one. */
export class TransportError extends OneBotError {}
