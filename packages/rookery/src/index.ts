export { ConfigError, type Problem } from './config/config-error.js'
export type { Environment } from './config/env-reference.js'
export { type ConfigSource, loadConfig, parseConfig } from './config/load-config.js'
