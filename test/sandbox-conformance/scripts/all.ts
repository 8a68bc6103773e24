import type { Scripts } from '../script.js'
import { extensions } from './extensions.js'
import { files } from './files.js'
import { accounts, groups } from './groups.js'
import { messages } from './messages.js'

/** What an independent client expects of each action. */
export const scripts: Scripts = { ...messages, ...files, ...groups, ...accounts, ...extensions }
