import { type PlacedProblem, YamlFileError } from '@rookery/yaml-file'

/** One thing wrong in a world file. Neither `found` nor `allowed` ever holds a token. */
export type WorldProblem = PlacedProblem

/** A world file that describes no world; it lists everything that is wrong, in the file's order. */
export class WorldError extends YamlFileError<WorldProblem> {
  constructor(problems: readonly WorldProblem[]) {
    super('bad_world', problems)
  }
}
