export type { Environment, Problem } from '@rookery/yaml-file'
export { ConfigError } from './config/config-error.js'
export { type ConfigSource, loadConfig, parseConfig } from './config/load-config.js'
