import type { OptionKind } from '../checks/option-kind.js'
import { Permission } from './permission.js'

/** A permission, or a value that can be converted into one. */
export const permissionKind: OptionKind = {
  allowed: 'a permission such as superuser, a function that decides, or a list of these',
  isRight: isPermissionLike,
}

function isPermissionLike(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPermissionLike)
  return value instanceof Permission || typeof value === 'function'
}
