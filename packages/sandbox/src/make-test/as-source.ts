/** A plain value as TypeScript on one line, with bare keys and single quotes. */
export function asSource(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(asSource).join(', ')}]`
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  if (fields.length === 0) return '{}'
  return `{ ${fields.map(([key, each]) => `${asKey(key)}: ${asSource(each)}`).join(', ')} }`
}

const asKey = (key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) && key !== '__proto__' ? key : quoted(key)

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** Escapes text for a template literal. */
export const templateText = (line: string): string => line.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)
