export { type Created, createBotFolder, type FolderSettings } from './create-bot-folder.js'
export { CreateError } from './create-error.js'
export { type Language, languages, type Template, templates } from './templates.js'
