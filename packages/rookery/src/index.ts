export type { Environment, FileProblem } from '@rookery/yaml-file'
export { HubConfigError } from './config/config-error.js'
export {
  type ConfigSource,
  loadHubConfig,
  parseHubConfig,
} from './config/load-config.js'
