import type { ComponentChildren } from 'preact'

/** Pairs of names and values; those without a value are left out. */
export function Facts(props: {
  readonly facts: readonly (readonly [name: string, value: ComponentChildren])[]
}) {
  const shown = props.facts.filter(([, value]) => value !== undefined && value !== '' && value !== null)
  return (
    <dl class="facts">
      {shown.map(([name, value]) => (
        <div class="fact" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
