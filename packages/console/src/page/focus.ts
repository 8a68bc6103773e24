/** The active side of the page: the only one, or the last one used. */
export const activeSide = (): ParentNode => document.querySelector('[data-active="true"]') ?? document

export function focus(selector: string): void {
  activeSide().querySelector<HTMLElement>(selector)?.focus()
}

export const focusComposer = (): void => focus('[data-composer]')

/** Whether a click came from a mouse, and not from a key or a finger, which would open a screen keyboard. */
export const isByMouse = ({ detail }: { readonly detail: number }): boolean =>
  detail > 0 && matchMedia('(pointer: fine)').matches
