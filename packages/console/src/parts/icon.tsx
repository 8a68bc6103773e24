/** Outlines on a grid of 24, drawn for this page. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-7-6 15-3-6-7-2z',
  image: 'M4 6h16v12H4zM4 15l4-4 4 4 3-3 5 5M15.5 10h.01',
  attach: 'M12 5v14M5 12h14',
  folder: 'M4 18V6h6l2 2h8v10z',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.500L20 20',
  split: 'M4 5h16v14H4zM12 5v14',
  tools: 'M4 7h10M18 7h2M4 12h2M10 12h10M4 17h8M16 17h4M14 5v4M6 10v4M12 15v4',
  members:
    'M9 11a3 3 0 100-6 3 3 0 000 6zM3.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M16 11a2.5 2.5 0 100-5M17 14c2.2.4 3.5 2.2 3.5 5',
  reply: 'M10 7L5 12l5 5M5 12h8c4 0 6 2 6 6',
  smile: 'M12 20a8 8 0 100-16 8 8 0 000 16zM9 14c1.5 2 4.5 2 6 0M9.5 10h.01M14.5 10h.01',
  more: 'M5 12a1 1 0 102 0 1 1 0 10-2 0M11 12a1 1 0 102 0 1 1 0 10-2 0M17 12a1 1 0 102 0 1 1 0 10-2 0',
  down: 'M12 5v14M6 13l6 6 6-6',
  help: 'M12 20a8 8 0 100-16 8 8 0 000 16zM9.7 9.700c.3-2.7 4.6-2.7 4.6 0 0 1.7-2.3 1.8-2.3 3.600M12 16.300h.01',
  theme: 'M12 4a8 8 0 108 8 6 6 0 01-8-8z',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  pause: 'M9 5v14M15 5v14',
  play: 'M8 5l11 7-11 7z',
  reload: 'M19 12a7 7 0 11-2-5M19 4v4h-4',
  leave: 'M14 5H6v14h8M10 12h10M17 9l3 3-3 3',
  warn: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  check: 'M5 13l4 4L19 7',
  out: 'M10 6H5v13h13v-5M13 5h6v6M19 5l-8 8',
  moon: 'M19 14.500A7.5 7.5 0 119.5 5a6 6 0 009.5 9.500z',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
)

/** A button with an icon only; `label` is its accessible name. */
export const IconButton = (props: {
  readonly name: IconName
  readonly label: string
  readonly onClick: (event: MouseEvent) => void
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly class?: string
}) => (
  <button
    type="button"
    class={`icon-button ${props.class ?? ''}`}
    aria-label={props.label}
    title={props.label}
    disabled={props.disabled ?? false}
    {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
    onClick={props.onClick}
  >
    <Icon name={props.name} />
  </button>
)
