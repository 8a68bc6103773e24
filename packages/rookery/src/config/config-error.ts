import { type Problem, YamlFileError } from '@rookery/yaml-file'

/** A config file that must not be started with; it lists everything that is wrong, in the file's order. */
export class ConfigError extends YamlFileError {
  readonly file: string

  constructor(file: string, problems: readonly Problem[]) {
    super('bad_config', problems)
    this.file = file
  }
}
