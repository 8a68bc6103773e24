/** The content of a file, and the name that it came with; empty where it came without. */
export interface SourceFile {
  readonly bytes: Uint8Array
  readonly name: string
}

export interface SourceLimits {
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Folders that paths may lead into; undefined for any. */
  readonly folders?: readonly string[] | undefined
}
