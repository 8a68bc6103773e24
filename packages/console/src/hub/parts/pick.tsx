/** A select with a name for screen readers. */
export function Pick<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, text: string])[]
  readonly onPick: (value: Value) => void
}) {
  const { label, value, options, onPick } = props
  return (
    <select
      class="pick"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value as Value)}
    >
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  )
}
