/** How one scenario went. */
export interface Outcome {
  readonly file: string
  readonly title: string
  readonly ms: number
  /** Why it failed, for people; undefined when it passed. */
  readonly failure?: string
}

/** Tells how it goes. */
export interface Reporter {
  file(file: string): void
  scenario(outcome: Outcome): void
  end(outcomes: readonly Outcome[], ms: number): void
}
