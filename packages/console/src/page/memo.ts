import { type Component, type FunctionComponent, h } from 'preact'

/**
 * A component that its parent renders again only with changed props; changes that it reads with `usePage` render it
 * anyway.
 */
export function memo<P extends object>(inner: FunctionComponent<P>): FunctionComponent<P> {
  function Memo(this: Component<P>, props: P) {
    this.shouldComponentUpdate = (next) => differ(this.props, next)
    return h(inner, props)
  }
  Memo.displayName = `Memo(${inner.name})`
  return Memo
}

function differ<P extends object>(one: P, other: P): boolean {
  for (const name in one) if (!(name in other)) return true
  for (const name in other) if (one[name] !== other[name]) return true
  return false
}
