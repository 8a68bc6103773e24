import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Templates for a new bot: a command that asks, with its test; or a minimal one. */
export const templates = ['weather', 'minimal'] as const
/** Name of a template. */
export type Template = (typeof templates)[number]

/** Languages that every template is written in. */
export const languages = ['zh', 'en'] as const
/** Language of a template's texts and comments. */
export type TemplateLanguage = (typeof languages)[number]

const ROOT = fileURLToPath(new URL('../template/', import.meta.url))

/** The folders that make up a template; later ones override earlier ones. */
export const layersOf = (template: Template, language: TemplateLanguage): readonly string[] =>
  [`base/all`, `base/${language}`, `${template}/${language}`].map((layer) => join(ROOT, layer))

/** The language of the user: Chinese if the locale asks for it, otherwise English. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): TemplateLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
