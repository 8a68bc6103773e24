import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Parameter } from './declaration.js'
import type { ArgumentProblem } from './problems.js'

/** Runs the author's schemas over the values. The first that refuses one stops it; a missing value is not checked. */
export async function checkSchemas(
  schemas: Readonly<Record<string, StandardSchemaV1>>,
  values: Map<string, unknown>,
  parameterOf: (name: string) => Parameter | undefined,
): Promise<ArgumentProblem | undefined> {
  for (const [name, schema] of Object.entries(schemas)) {
    const parameter = parameterOf(name)
    if (!values.has(name) || !parameter) continue
    const value = values.get(name)
    const result = await schema['~standard'].validate(value)
    if (result.issues) {
      const reason = result.issues.map(({ message }) => message).join('; ')
      return {
        is: 'refused',
        parameter,
        found: typeof value === 'string' ? value : JSON.stringify(value),
        reason,
      }
    }
    values.set(name, result.value)
  }
  return undefined
}
