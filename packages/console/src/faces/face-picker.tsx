import { useEffect, useRef, useState } from 'preact/hooks'
import { useApp } from '../page/app-context.js'
import { type Face, findFaces } from './faces.js'

/** Picks a QQ face by sight, by name or with the arrow keys. */
export function FacePicker(props: { readonly onPick: (face: Face) => void; readonly onClose: () => void }) {
  const { onPick, onClose } = props
  const { say, language } = useApp()
  const [query, setQuery] = useState('')
  const picker = useRef<HTMLDivElement>(null)
  const found = findFaces(query)
  useEffect(() => {
    picker.current?.querySelector('input')?.focus()
    const closeOutside = (event: Event): void => {
      if (!picker.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [])
  return (
    <div
      class="face-picker"
      ref={picker}
      role="dialog"
      aria-label={say('faces')}
      onKeyDown={(event) => onPickerKey(event, picker.current, onClose)}
    >
      <input
        class="search-field"
        type="search"
        placeholder={say('search_faces')}
        aria-label={say('search_faces')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key !== 'Enter' || event.isComposing || !first) return
          // Keeps the key from the field that receives the focus.
          event.preventDefault()
          onPick(first)
        }}
      />
      <div class="face-grid">
        {found.map((face) => (
          <button
            key={face.id}
            type="button"
            class="face-choice"
            title={`${face[language]} · ${face.id}`}
            aria-label={face[language]}
            onClick={() => onPick(face)}
          >
            {face.emoji}
          </button>
        ))}
      </div>
      {found.length === 0 ? <p class="empty">{say('no_faces')}</p> : null}
    </div>
  )
}

function onPickerKey(event: KeyboardEvent, picker: HTMLElement | null, onClose: () => void): void {
  event.stopPropagation()
  if (event.key === 'Escape') return onClose()
  const step = stepOf(event.key, picker)
  if (!picker || step === 0) return
  const choices = [...picker.querySelectorAll<HTMLElement>('.face-choice')]
  const now = choices.indexOf(document.activeElement as HTMLElement)
  // In the field, left and right move the cursor; only the down arrow enters the grid.
  if (now < 0 && event.key !== 'ArrowDown') return
  event.preventDefault()
  const next = now < 0 ? 0 : now + step
  if (next < 0) picker.querySelector('input')?.focus()
  else choices[Math.min(next, choices.length - 1)]?.focus()
}

function stepOf(key: string, picker: HTMLElement | null): number {
  const grid = picker?.querySelector('.face-grid')
  const columns = grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'ArrowUp':
      return -columns
    case 'ArrowDown':
      return columns
    default:
      return 0
  }
}
