export function reasonLines(
  cells: readonly { readonly what: string }[],
  verdicts: readonly string[],
  reasons?: Readonly<Record<string, string>>,
): string[]
