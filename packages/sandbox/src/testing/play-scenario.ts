import type { Sandbox } from '../sandbox.js'
import type { Scenario } from '../transcript/scenario-file.js'
import type { PlaySettings } from './play.js'
import { QQ } from './qq.js'

export interface ScenarioSettings extends PlaySettings {
  /** The accounts under test: what they say in the scenario is expected. */
  readonly bots: readonly number[]
  /** How long an expectation waits, in milliseconds of real time. Default 1 000. */
  readonly timeoutMs?: number
}

/**
 * Plays a scenario in a sandbox that bots are connected to already.
 *
 * @throws TranscriptError, ExpectationMissed
 */
export async function playScenario(
  sandbox: Sandbox,
  { steps }: Scenario,
  { bots, timeoutMs = 1_000, ...settings }: ScenarioSettings,
): Promise<void> {
  const qq = new QQ(sandbox, { bots, timeoutMs })
  try {
    await qq.playSteps(steps, settings)
  } finally {
    await qq.close()
  }
}
