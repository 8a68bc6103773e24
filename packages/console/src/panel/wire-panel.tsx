export function WirePanel(_: { readonly chat: string | undefined }) {
  return null
}
