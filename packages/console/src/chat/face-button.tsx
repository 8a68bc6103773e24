import { useRef, useState } from 'preact/hooks'
import { FacePicker } from '../faces/face-picker.js'
import type { Face } from '../faces/faces.js'
import { useApp } from '../page/app-context.js'
import { IconButton } from '../parts/icon.js'

/** Opens the face picker; a chosen face is inserted at the cursor. */
export function FaceButton({
  disabled,
  onFace,
}: {
  readonly disabled: boolean
  readonly onFace: (face: Face) => void
}) {
  const { say } = useApp()
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  const close = (): void => {
    setOpen(false)
    place.current?.querySelector('button')?.focus()
  }
  return (
    <span class="face-place" ref={place}>
      <IconButton
        name="smile"
        label={say('faces')}
        pressed={isOpen}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen ? (
        <FacePicker
          onClose={close}
          onPick={(face) => {
            setOpen(false)
            onFace(face)
          }}
        />
      ) : null}
    </span>
  )
}
