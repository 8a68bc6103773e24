export {
  describeUrl,
  HOST_HEADER_RULE,
  host,
  hostHeader,
  hostName,
  httpUrlLike,
  isHost,
  isHttpUrl,
  isWebSocketUrl,
  port,
  webSocketUrlLike,
} from './address.js'
export { describeFound } from './describe.js'
export { distinct } from './distinct.js'
export type { Environment } from './env-reference.js'
export { readYamlFile, type YamlFile, type YamlRules, type YamlSource } from './read-yaml-file.js'
export { isToken, secret, token, trimmedPattern } from './token.js'
export { writeYaml } from './write-yaml.js'
export { type FileProblem, type PlacedProblem, YamlFileError } from './yaml-file-error.js'
export { type YamlScalar, yamlScalars } from './yaml-scalars.js'
