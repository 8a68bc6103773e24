import { type FileProblem, YamlFileError } from '@rookery/yaml-file'

/** A config file that must not be started with; it lists everything that is wrong, in the file's order. */
export class HubConfigError extends YamlFileError {
  readonly file: string

  constructor(file: string, problems: readonly FileProblem[]) {
    super('bad_config', problems)
    this.file = file
  }
}
