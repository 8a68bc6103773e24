export { type Created, createBotFolder, type FolderSettings } from './create-bot-folder.js'
export { CreateError } from './create-error.js'
export { languages, type Template, type TemplateLanguage, templates } from './templates.js'
