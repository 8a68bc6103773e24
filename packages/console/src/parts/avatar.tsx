/** A round picture with the first character of a name, coloured by id. */
export function Avatar(props: {
  readonly id: number
  readonly name: string
  readonly kind?: 'user' | 'group' | 'bot'
  readonly picture?: string | undefined
  readonly size?: 'small' | 'large'
}) {
  const { id, name, kind = 'user', picture, size } = props
  const classes = `avatar avatar-${kind} ${size ? `avatar-${size}` : ''} hue-${hueOf(id)}`
  return (
    <span class={classes} aria-hidden="true">
      {picture ? <img src={`/media/${encodeURIComponent(picture)}`} alt="" /> : initialOf(name)}
    </span>
  )
}

const HUES = 10

/** Hue of an id; neighbouring ids differ. */
const hueOf = (id: number): number => (id * 7) % HUES

/** The first character of a name; an emoji counts as one. */
const initialOf = (name: string): string => (Array.from(name.trim())[0] ?? '?').toUpperCase()
