import { OneBotError } from '@rookery/protocol'

/** A config says what it cannot; everything that is wrong with it at once. */
export class ConfigError extends OneBotError {
  /** One for each key, with what was found and what is allowed. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(
      'bad_config',
      `the config of the bot is wrong:\n${problems.map((each) => `  ${each}`).join('\n')}`,
      options,
    )
    this.problems = problems
  }
}
