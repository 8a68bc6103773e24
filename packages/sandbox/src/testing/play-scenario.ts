import type { Sandbox } from '../sandbox.js'
import type { Scenario } from '../transcript/scenario-file.js'
import type { PlaySettings } from './play.js'
import { QQ } from './qq.js'

/** Settings of playing a scenario: the accounts under test, and how long they have to answer. */
export interface ScenarioSettings extends PlaySettings {
  /** The accounts under test: their lines in the scenario are expectations. */
  readonly bots: readonly number[]
  /** Timeout of an expectation, in milliseconds of real time. Default 1 000. */
  readonly timeoutMs?: number
  /** Aborts the scenario. */
  readonly signal?: AbortSignal
}

/**
 * Plays a scenario in a sandbox to which bots are connected already.
 *
 * @throws TranscriptError, ExpectationMissed; TestingError `closed` when it is aborted
 */
export async function playScenario(
  sandbox: Sandbox,
  { steps }: Scenario,
  { bots, timeoutMs = 1_000, signal, ...settings }: ScenarioSettings,
): Promise<void> {
  const qq = new QQ(sandbox, { bots, timeoutMs })
  const end = (): void => void qq.close()
  signal?.addEventListener('abort', end)
  try {
    await qq.playSteps(steps, settings)
  } finally {
    signal?.removeEventListener('abort', end)
    await qq.close()
  }
}
