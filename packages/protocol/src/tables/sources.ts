import type { Implementation, Source } from './table.js'

/** The known implementations, in the order in which rows name them. */
export const implementations: readonly Implementation[] = ['go-cqhttp', 'napcat', 'lagrange', 'llbot']

/** A public action of the standard that every implementation has. */
export const standardActions: readonly Source[] = ['onebot11-public', ...implementations]

/** An event of the standard that every implementation emits. */
export const standardEvents: readonly Source[] = ['onebot11', ...implementations]
