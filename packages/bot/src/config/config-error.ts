import { OneBotError } from '@rookery/protocol'

/** A config is invalid; lists every problem at once. */
export class ConfigError extends OneBotError {
  /** One problem per key, with the value found and the values allowed. */
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
