export { describe, describeKind } from './describe.js'
export { distinct } from './distinct.js'
export type { Environment } from './env-reference.js'
export { readYamlFile, type YamlFile, type YamlRules, type YamlSource } from './read-yaml-file.js'
export { type Complain, type Complaint, type Reading, type Shape, where } from './shape.js'
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
} from './shapes/address.js'
export { byType } from './shapes/by-type.js'
export { list, oneOrList, pair } from './shapes/list.js'
export { keys, mapOr, type Read, type RequiredShape, required, type Table } from './shapes/map.js'
export {
  flag,
  integer,
  isToken,
  oneOf,
  type ScalarRule,
  scalar,
  secret,
  text,
  token,
  trimmedPattern,
} from './shapes/scalar.js'
export { writeYaml } from './write-yaml.js'
export { type PlacedProblem, type Problem, YamlFileError } from './yaml-file-error.js'
export {
  child,
  itemsOf,
  type ListNode,
  type MapEntry,
  type MapNode,
  type ScalarNode,
  type Spot,
  textOf,
  type YamlNode,
} from './yaml-node.js'
