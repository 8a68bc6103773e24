/** Tests of one value; each asks for any of its values. */
export type TestName = 'eq' | 'prefix' | 'suffix' | 'contains' | 'glob' | 'regex' | 'within'

/** A test of the value at a path of the event. Of `eq`, null stands for a value that is absent or null. */
export interface TestNode {
  readonly kind: 'test'
  readonly path: readonly string[]
  readonly test: TestName
  readonly values: readonly (string | null)[]
}

/** A filter in its normal form: equal filters, however they are written, mostly have equal nodes. */
export type FilterNode =
  | TestNode
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly node: FilterNode }
  | { readonly kind: 'to_me' }

/** Passes every event. */
export const EVERYTHING: FilterNode = { kind: 'and', nodes: [] }
/** Passes no event. */
export const NOTHING: FilterNode = { kind: 'or', nodes: [] }

/** Makes a test; its values are sorted, each once. */
export function testOf(
  path: readonly string[],
  test: TestName,
  values: readonly (string | null)[],
): FilterNode {
  const different = [...new Set(values)].sort(compareValues)
  return different.length === 0 ? NOTHING : { kind: 'test', path, test, values: different }
}

/** Passes what all of these pass. */
export function allOf(nodes: readonly FilterNode[]): FilterNode {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node]))
  const refused = flat.flatMap((node) => (node.kind === 'not' ? [node.node] : []))
  // What is refused one by one is refused together, so that ids that are refused are looked up in one set, too.
  const others = flat.filter(({ kind }) => kind !== 'not')
  const different = distinct(refused.length > 0 ? [...others, notOf(anyOf(refused))] : others)
  if (different.some(isNothing)) return NOTHING
  const [first, second] = different
  return first && !second ? first : { kind: 'and', nodes: different }
}

/** Passes what any of these passes. Tests of one kind and path become one. */
export function anyOf(nodes: readonly FilterNode[]): FilterNode {
  const flat = nodes.flatMap((node) => (node.kind === 'or' ? node.nodes : [node]))
  const tests = new Map<string, TestNode[]>()
  const others: FilterNode[] = []
  for (const node of flat) {
    if (node.kind !== 'test') others.push(node)
    else {
      const kind = kindOf(node)
      const alike = tests.get(kind)
      if (alike) alike.push(node)
      else tests.set(kind, [node])
    }
  }
  const joined = [...tests.values()].map(joinTests)
  const different = distinct([...joined, ...others])
  if (different.some(isEverything)) return EVERYTHING
  const [first, second] = different
  return first && !second ? first : { kind: 'or', nodes: different }
}

/** Passes what this does not. */
export function notOf(node: FilterNode): FilterNode {
  if (node.kind === 'not') return node.node
  if (isNothing(node)) return EVERYTHING
  return isEverything(node) ? NOTHING : { kind: 'not', node }
}

/** Whether it is the node that passes every event. */
export const isEverything = (node: FilterNode): boolean => node.kind === 'and' && node.nodes.length === 0

const isNothing = (node: FilterNode): boolean => node.kind === 'or' && node.nodes.length === 0

/** Text of a filter: of equal texts the verdicts are equal. */
export function canonicalText(node: FilterNode): string {
  if (node.kind === 'to_me') return 'to_me'
  if (node.kind === 'not') return `not(${canonicalText(node.node)})`
  if (node.kind === 'test') return JSON.stringify([node.test, node.path, node.values])
  return `${node.kind}(${node.nodes.map(canonicalText).join()})`
}

const kindOf = ({ test, path }: TestNode): string => JSON.stringify([test, path])

function joinTests(tests: readonly TestNode[]): FilterNode {
  const [first, second] = tests
  if (!first) return NOTHING
  return second
    ? testOf(
        first.path,
        first.test,
        tests.flatMap(({ values }) => values),
      )
    : first
}

/** The nodes in the order of their texts, each once. */
function distinct(nodes: readonly FilterNode[]): readonly FilterNode[] {
  const byText = new Map(nodes.map((node) => [canonicalText(node), node]))
  return [...byText].sort(([a], [b]) => compareTexts(a, b)).map(([, node]) => node)
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const compareValues = (a: string | null, b: string | null): number =>
  a === null || b === null ? Number(b === null) - Number(a === null) : compareTexts(a, b)

/** Whether a filter asks for what concerns the account. */
export function asksToMe(node: FilterNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(asksToMe)
  return node.kind === 'to_me' || (node.kind === 'not' && asksToMe(node.node))
}
