import type { OptionKind } from '../checks/option-kind.js'
import { Permission } from './permission.js'

/** Something that stands for a permission. */
export const permissionKind: OptionKind = {
  allowed: 'a permission such as superuser, a function that decides, or a list of these',
  isRight: isPermissionLike,
}

function isPermissionLike(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPermissionLike)
  return value instanceof Permission || typeof value === 'function'
}
