import { useState } from 'preact/hooks'

/** Accepts files dropped on an element; `isOver` while they are dragged above it. */
export function useDrop(take: (files: FileList) => void) {
  const [isOver, setOver] = useState(false)
  const handlers = {
    onDragOver(event: DragEvent): void {
      if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent): void {
      setOver(false)
      event.preventDefault()
      if (event.dataTransfer) take(event.dataTransfer.files)
    },
  }
  return { isOver, handlers }
}
