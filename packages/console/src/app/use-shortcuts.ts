import { useEffect } from 'preact/hooks'
import { activeSide, focus, focusComposer } from '../page/focus.js'

export interface Shortcuts {
  help(): void
  tools(): void
  split(): void
}

/** Registers keyboard shortcuts that work everywhere except in text fields. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const isWriting = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key === 'Escape' && isWriting) (event.target as HTMLElement).blur()
      if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault()
        return stepChat(event.key === 'ArrowDown' ? 1 : -1)
      }
      if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return
      // Starts a command to the bot: the focused field receives the slash.
      if (event.key === '/') return focusComposer()
      const action = actionOf(event.key, shortcuts)
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}

function actionOf(key: string, { help, tools, split }: Shortcuts): (() => void) | undefined {
  switch (key) {
    case '?':
      return help
    case 'f':
      return () => focus('[data-search]')
    case 'i':
    case 'Enter':
      // A focused button handles Enter itself.
      return key === 'i' || document.activeElement === document.body ? focusComposer : undefined
    case 'w':
      return () => focus('[data-who]')
    case 't':
      return tools
    case 's':
      return split
    case 'j':
      return () => stepChat(1)
    case 'k':
      return () => stepChat(-1)
    default:
      return undefined
  }
}

function stepChat(step: number): void {
  const rows = [...activeSide().querySelectorAll<HTMLElement>('[data-chats] [data-chat]')]
  const now = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
  rows[(now + step + rows.length) % rows.length]?.click()
}
