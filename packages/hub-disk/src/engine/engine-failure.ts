import { OneBotError } from '@rookery/protocol'

/** A failure of the file or of its thread; `code` is SQLite's, such as `SQLITE_FULL`. */
export class EngineFailure extends OneBotError {}
