import { useApp } from '../page/app-context.js'
import { Dialog } from '../parts/dialog.js'
import { KeyList } from '../parts/key-list.js'
import type { PageWord } from '../words/words.js'

const KEYS: readonly (readonly [string, PageWord])[] = [
  ['i · /', 'key_write'],
  ['Shift+Enter', 'key_newline'],
  ['f', 'key_search'],
  ['j / k · Alt+↓ / Alt+↑', 'key_chats'],
  ['w', 'key_who'],
  ['s', 'key_split'],
  ['t', 'key_tools'],
  ['Esc', 'key_escape'],
  ['?', 'key_help'],
]

export function Help({ onClose }: { readonly onClose: () => void }) {
  const { say } = useApp()
  return (
    <Dialog title={say('help')} onClose={onClose}>
      <KeyList keys={KEYS.map(([key, word]) => [key, say(word)])} />
    </Dialog>
  )
}
