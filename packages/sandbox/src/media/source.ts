/** The content of a file, and its original name; empty if it had none. */
export interface SourceFile {
  readonly bytes: Uint8Array
  readonly name: string
}

export interface SourceLimits {
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Folders that paths may lead into; undefined allows any. */
  readonly folders?: readonly string[] | undefined
}
