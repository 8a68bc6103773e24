import { refuse } from '../world/refusal.js'

/** Checks that the name of a group or user is not blank. @throws WorldRefusal `bad_params` */
export function refuseEmpty(field: string, name: string): void {
  if (!/\S/.test(name)) refuse('bad_params', `"${field}" must not be empty, found ${JSON.stringify(name)}`)
}
