import { refuse } from '../world/refusal.js'

/** Groups and people have names. @throws Refusal `bad_params` */
export function refuseEmpty(field: string, name: string): void {
  if (!/\S/.test(name)) refuse('bad_params', `"${field}" must not be empty, found ${JSON.stringify(name)}`)
}
