/** A value as a refusal shows it, shortened. */
export function show(value: unknown): string {
  const text = written(value) ?? 'a value nested too deeply'
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** The JSON text of a value; undefined if it is nested too deeply for the stack. */
export function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? 'nothing'
  } catch {
    return undefined
  }
}
