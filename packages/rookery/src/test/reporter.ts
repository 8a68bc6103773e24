/** How one scenario went. */
export interface ScenarioOutcome {
  readonly file: string
  readonly title: string
  readonly ms: number
  /** Why it failed, for people; undefined when it passed. */
  readonly failure?: string
}

/** Tells how it goes. */
export interface Reporter {
  file(file: string): void
  scenario(outcome: ScenarioOutcome): void
  end(outcomes: readonly ScenarioOutcome[], ms: number): void
}
