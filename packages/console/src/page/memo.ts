import { type Component, type FunctionComponent, h } from 'preact'

/** A component that its parent draws again only with other props; what it reads with `usePage` draws it regardless. */
export function memo<P extends object>(inner: FunctionComponent<P>): FunctionComponent<P> {
  function Memo(this: Component<P>, props: P) {
    this.shouldComponentUpdate = (next) => differs(this.props, next)
    return h(inner, props)
  }
  Memo.displayName = `Memo(${inner.name})`
  return Memo
}

function differs(one: object, other: object): boolean {
  const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return before.size !== after.size || [...after].some(([name, value]) => !Object.is(before.get(name), value))
}
