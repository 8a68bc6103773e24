export {
  describeUrl,
  HOST_HEADER_RULE,
  host,
  hostHeader,
  hostName,
  httpUrl,
  isHost,
  isHttpUrl,
  isWebSocketUrl,
  port,
  webSocketUrl,
} from './address.js'
export { describe } from './describe.js'
export { distinct } from './distinct.js'
export type { Environment } from './env-reference.js'
export { readYamlFile, type YamlFile, type YamlRules, type YamlSource } from './read-yaml-file.js'
export { isToken, secret, token, trimmedPattern } from './token.js'
export { writeYaml } from './write-yaml.js'
export { type PlacedProblem, type Problem, YamlFileError } from './yaml-file-error.js'
