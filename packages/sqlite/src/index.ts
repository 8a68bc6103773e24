export { sqliteFile } from './sqlite-file.js'
