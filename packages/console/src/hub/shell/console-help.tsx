import { Dialog } from '../../parts/dialog.js'
import { KeyList } from '../../parts/key-list.js'
import { useHub } from '../page/hub-context.js'
import { PAGES } from '../page/route.js'
import type { HubWord } from '../words/hub-words.js'

const KEYS: readonly (readonly [string, HubWord])[] = [
  [`1 – ${PAGES.length}`, 'key_page'],
  ['/', 'key_find'],
  ['p', 'key_pause'],
  ['Esc', 'key_escape'],
  ['?', 'key_help'],
]

/** The keys that work everywhere but in fields. */
export function ConsoleHelp({ onClose }: { readonly onClose: () => void }) {
  const { say } = useHub()
  return (
    <Dialog title={say('help')} onClose={onClose}>
      <KeyList keys={KEYS.map(([key, word]) => [key, say(word)])} />
    </Dialog>
  )
}
