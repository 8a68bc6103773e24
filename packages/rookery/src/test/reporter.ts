/** Result of one scenario. */
export interface ScenarioOutcome {
  readonly file: string
  readonly title: string
  readonly ms: number
  /** Reason of the failure, for people; undefined if it passed. */
  readonly failure?: string
}

/** Reports results as they arrive. */
export interface Reporter {
  file(file: string): void
  scenario(outcome: ScenarioOutcome): void
  end(outcomes: readonly ScenarioOutcome[], ms: number): void
}
