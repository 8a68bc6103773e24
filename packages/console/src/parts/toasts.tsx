import { useCallback, useState } from 'preact/hooks'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly isBad: boolean
}

const TOAST_MS = 4_000

/** Short notices that go away by themselves, and the function that adds one. */
export function useToasts(): readonly [readonly Toast[], (text: string, isBad?: boolean) => void] {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const toast = useCallback((text: string, isBad = false): void => {
    const id = performance.now()
    setToasts((before) => [...before.slice(-2), { id, text, isBad }])
    setTimeout(() => setToasts((before) => before.filter((each) => each.id !== id)), TOAST_MS)
  }, [])
  return [toasts, toast]
}

export const Toasts = ({ toasts }: { readonly toasts: readonly Toast[] }) => (
  <div class="toasts" role="status">
    {toasts.map(({ id, text, isBad }) => (
      <p key={id} class={isBad ? 'toast toast-bad' : 'toast'}>
        {text}
      </p>
    ))}
  </div>
)
