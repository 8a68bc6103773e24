/** The side of the page that is used: the only one, or that of two which was touched last. */
export const activeSide = (): ParentNode => document.querySelector('[data-active="true"]') ?? document

export function focus(selector: string): void {
  activeSide().querySelector<HTMLElement>(selector)?.focus()
}

export const focusComposer = (): void => focus('[data-composer]')

/** Whether a click came from a mouse: not from a key, and not from a finger, which would raise a keyboard. */
export const isByMouse = ({ detail }: { readonly detail: number }): boolean =>
  detail > 0 && matchMedia('(pointer: fine)').matches
