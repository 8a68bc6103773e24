import { type FilterIssue, readFilter } from '@rookery/hub'
import type { Context, Issue, Schema, ValueNode } from '@rookery/schema'
import { exactValue } from './exact-value.js'
import { readFilterFile } from './filter-file.js'
import type { FilterSource } from './filter-source.js'

const ALLOWED = 'a map of fields and operators, or the path of a file with a filter'

/**
 * The filter of a client's events: written out, or the path of a file with one of ours, of go-cqhttp or of OneBotFilter. Of
 * a file with several applications, `file#name` names one.
 */
export const eventFilter: Schema<FilterSource> = {
  parse(node, context) {
    if (node.kind === 'object') return parseMap(node, context)
    if (node.kind === 'scalar' && node.type === 'string' && node.text !== '') return parseFile(node, context)
    context.addIssue({ ...node.at, found: context.describe(node, 'value'), allowed: ALLOWED })
    return undefined
  },
}

/** Reports the issues of a filter at their places. */
export function parseMap(node: ValueNode, { addIssue }: Pick<Context, 'addIssue'>): FilterSource | undefined {
  const source = exactValue(node) as FilterSource
  const { issues = [] } = readFilter(source)
  for (const issue of issues) addIssue(placed(issue, node))
  return issues.length === 0 ? source : undefined
}

function parseFile(
  node: ValueNode & { readonly kind: 'scalar' },
  context: Context,
): FilterSource | undefined {
  const read = readFilterFile(node.text, context.directory ?? '.')
  if ('source' in read) return read.source
  for (const { found, allowed } of read.problems) context.addIssue({ ...node.at, found, allowed })
  return undefined
}

function placed({ path, found, allowed, hint }: FilterIssue, node: ValueNode): Issue {
  return { ...spotOf(path, node), found, allowed, ...(hint !== undefined && { hint }) }
}

/** The place of a fault: of its value, or of the nearest that is there. */
function spotOf([step, ...rest]: FilterIssue['path'], node: ValueNode): ValueNode['at'] {
  if (step === undefined) return node.at
  const entry = node.kind === 'object' ? node.entries.find(({ key }) => key === step) : undefined
  const item = node.kind === 'array' && typeof step === 'number' ? node.items[step] : undefined
  const inner = entry?.value ?? item
  return inner ? spotOf(rest, inner) : node.at
}
