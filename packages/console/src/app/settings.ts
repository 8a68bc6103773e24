import type { PageLanguage } from '../words/words.js'

export type Theme = 'auto' | 'light' | 'dark'

export interface Settings {
  readonly language: PageLanguage
  readonly theme: Theme
}

const KEY = 'rookery.page'

/** The saved settings. Default: the browser's language and the system's colour scheme. */
export function readSettings(): Settings {
  const language: PageLanguage = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  return { language, theme: 'auto', ...stored() }
}

function stored(): Partial<Settings> {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Readonly<Record<string, unknown>>
    const { language, theme } = value
    return {
      ...(language === 'zh' || language === 'en' ? { language } : {}),
      ...(theme === 'auto' || theme === 'light' || theme === 'dark' ? { theme } : {}),
    }
  } catch {
    return {}
  }
}

export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // A browser without storage still works.
  }
}

/** Applies the settings to the document, for the style sheet and screen readers. */
export function applySettings({ language, theme }: Settings): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.documentElement.dataset.theme = theme
}
