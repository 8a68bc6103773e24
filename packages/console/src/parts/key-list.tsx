/** List of keys, each with what it does. */
export function KeyList({ keys }: { readonly keys: readonly (readonly [key: string, text: string])[] }) {
  return (
    <dl class="keys">
      {keys.map(([key, text]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
