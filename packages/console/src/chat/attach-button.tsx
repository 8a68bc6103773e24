import { useRef, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'
import { Menu } from '../parts/menu.js'
import type { Attachment } from './draft.js'

const KINDS = [
  { is: 'image', accept: 'image/*' },
  { is: 'record', accept: 'audio/*' },
  { is: 'video', accept: 'video/*' },
  { is: 'file', accept: '' },
] as const

export interface AttachButtonProps {
  readonly disabled: boolean
  /** `as` is absent for pictures. */
  readonly onFiles: (files: Iterable<File>, as?: Attachment['is']) => void
}

/** Button that chooses pictures, voice, video or files from this machine. */
export function AttachButton({ disabled, onFiles }: AttachButtonProps) {
  const { say } = useApp()
  const picker = useRef<HTMLInputElement>(null)
  const [menuAt, setMenuAt] = useState<HTMLElement>()
  const kind = useRef<(typeof KINDS)[number]>(KINDS[0])
  const choose = (chosen: (typeof KINDS)[number]): void => {
    const input = picker.current
    if (!input) return
    kind.current = chosen
    input.accept = chosen.accept
    input.click()
  }
  return (
    <>
      <IconButton
        name="attach"
        label={say('attach')}
        disabled={disabled}
        onClick={(event) => setMenuAt(event.currentTarget as HTMLElement)}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-attach=""
        onChange={({ currentTarget }) => {
          const { is } = kind.current
          // Copied, because clearing the field empties the list.
          const files = [...(currentTarget.files ?? [])]
          currentTarget.value = ''
          if (is === 'image') onFiles(files)
          else onFiles(files, is)
        }}
      />
      {menuAt ? (
        <Menu
          at={menuAt}
          label={say('attach')}
          onClose={() => setMenuAt(undefined)}
          groups={[KINDS.map((each) => ({ label: say(`attach_${each.is}`), onPick: () => choose(each) }))]}
        />
      ) : null}
    </>
  )
}
