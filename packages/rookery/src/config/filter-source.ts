/** A filter as the hub takes it. */
export type FilterSource = Readonly<Record<string, unknown>>

/** Fault of a file with a filter. */
export interface FilterFileProblem {
  readonly found: string
  readonly allowed: string
}

/** A filter that was read from a file, or what is wrong with it. */
export type FilterFile =
  | { readonly source: FilterSource }
  | { readonly problems: readonly FilterFileProblem[] }
