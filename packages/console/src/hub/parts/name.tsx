/** Characters that show nothing: spaces, zero-width ones, and those that set directions. */
const INVISIBLE = /[\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/g

/** The name, or another where nothing of it would be seen. */
export const visibleName = (name: string | undefined, otherwise: string): string =>
  name !== undefined && name.replace(INVISIBLE, '') !== '' ? name : otherwise

/** A name without characters that show nothing: its first one can stand for it. */
export const plainName = (name: string | undefined, otherwise: string): string =>
  name?.replace(INVISIBLE, '') || otherwise

/** A name that somebody chose: its direction does not reach beyond it. */
export const Name = (props: { readonly text: string | undefined; readonly otherwise: string }) => (
  <bdi class="name">{visibleName(props.text, props.otherwise)}</bdi>
)
