import { type PlacedProblem, YamlFileError } from '@rookery/yaml-file'

/** One error in a world file. Neither `found` nor `allowed` ever contains a token. */
export type WorldProblem = PlacedProblem

/** An invalid world file, with all of its errors in the file's order. */
export class WorldError extends YamlFileError<WorldProblem> {
  constructor(problems: readonly WorldProblem[]) {
    super('bad_world', problems)
  }
}
