import { type FileProblem, YamlFileError } from '@rookery/yaml-file'

/** An invalid config file, with all its problems in the file's order. */
export class HubConfigError extends YamlFileError {
  readonly file: string

  constructor(file: string, problems: readonly FileProblem[]) {
    super('bad_config', problems)
    this.file = file
  }
}
