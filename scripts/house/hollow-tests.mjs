import { targetOf, walk, walkWithParents } from './sources.mjs'

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/**
 * What fails a test: Vitest's and fast-check's assertions, those of the test kit (`expectCall`, `play` …), and Playwright's
 * `waitFor`, which rejects.
 */
const ASSERTS = /^(expect\w*|assert\w*|play|playScenario|waitFor)$/

/** Lists the tests that assert nothing, neither themselves nor in the functions of test files that they call. */
export function hollowTests(files) {
  return Object.values(files).flatMap((file) =>
    testsOf(file)
      .filter(({ body }) => !asserts(files, file, body, new Set()))
      .map(({ place, title }) => `${place} ${title}`),
  )
}

/** Each call of `it`, `test` or a function that passes a test on to them, with the function that is run. */
function testsOf(file) {
  const starters = new Set(['it', 'test', ...passingOn(file)])
  const found = []
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression' || node.arguments.length < 2) return
    if (!starters.has(rootOf(node.callee)) || modifiersOf(node.callee).includes('todo')) return
    const body = node.arguments.findLast(({ type }) => FUNCTIONS.has(type) || type === 'Identifier')
    if (!body || parametersAround(file, node).has(body.name)) return
    const [title] = node.arguments
    const place = `${file.path}:${file.lineAt(node.start)}`
    found.push({ place, title: file.text.slice(title.start, title.end), body })
  })
  return found
}

/** Names of functions that call `it` with a function that they were given. */
function passingOn(file) {
  return [...functionsOf(file)].flatMap(([name, bodies]) =>
    bodies.some((body) => passesOn(body)) ? [name] : [],
  )
}

function passesOn(body) {
  const given = parametersOf(body)
  let found = false
  walk(body, (node) => {
    if (node.type === 'CallExpression' && ['it', 'test'].includes(rootOf(node.callee)))
      found ||= node.arguments.slice(1).some(({ name }) => given.has(name))
  })
  return found
}

function parametersOf(body) {
  const names = new Set()
  walk(body, ({ params }) => {
    for (const each of params ?? []) if (each.type === 'Identifier') names.add(each.name)
  })
  return names
}

function parametersAround(file, test) {
  const names = new Set()
  walk(file.program, (node) => {
    if (!FUNCTIONS.has(node.type) || node.start > test.start || node.end < test.end) return
    for (const each of node.params) if (each.type === 'Identifier') names.add(each.name)
  })
  return names
}

function asserts(files, file, body, seen) {
  if (seen.has(body)) return false
  seen.add(body)
  if (hasErrorMark(file, body)) return true
  const names = new Set()
  walk(body, ({ type, name }) => type === 'Identifier' && names.add(name))
  if ([...names].some((name) => ASSERTS.test(name))) return true
  return [...names].some((name) =>
    functionsNamed(files, file, name).some(([where, inner]) => asserts(files, where, inner, seen)),
  )
}

/** The compiler fails where nothing is wrong behind such a mark. */
const hasErrorMark = ({ comments }, { start, end }) =>
  comments.some((each) => each.start > start && each.end < end && each.value.includes('@ts-expect-error'))

/** Functions, methods and values of that name, of the file itself or of those that it imports from. */
function functionsNamed(files, file, name) {
  const own = functionsOf(file).get(name)
  if (own) return own.map((body) => [file, body])
  return file.links
    .map(({ to }) => files[targetOf(files, file.path, to)])
    .filter((target) => target !== undefined)
    .flatMap((target) => (functionsOf(target).get(name) ?? []).map((body) => [target, body]))
}

const known = new WeakMap()

function functionsOf(file) {
  if (!known.has(file)) known.set(file, collectFunctions(file))
  return known.get(file)
}

function collectFunctions({ program }) {
  const found = new Map()
  const add = (name, body) => found.set(name, [...(found.get(name) ?? []), body])
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration') add(node.id?.name, node)
    if (node.type === 'VariableDeclarator' && node.init) add(node.id.name, node.init)
    if (node.key && FUNCTIONS.has(node.value?.type)) add(node.key.name, node.value)
  })
  return found
}

/** Lists the expectations that cannot fail: of a literal, without a matcher, or a promise that nobody waits for. */
export function idleExpectations(files) {
  return Object.values(files).flatMap((file) => {
    const found = []
    walkWithParents(file.program, (node, parents) => {
      if (node.type !== 'CallExpression' || !isExpect(node.callee)) return
      const why = idleness(node, parents)
      if (why) found.push(`${file.path}:${file.lineAt(node.start)} ${why}`)
    })
    return found
  })
}

const isExpect = ({ name, object, property }) =>
  name === 'expect' || (object?.name === 'expect' && property.name === 'poll')

function idleness(node, parents) {
  const length = parents.findIndex((each, index) => !isLink(each, parents[index - 1] ?? node))
  const links = parents.slice(0, length)
  const last = links.at(-1)
  const { type } = parents[length]
  // What a function returns gets its matcher later.
  if (last?.type !== 'CallExpression') return type === 'ExpressionStatement' ? 'has no matcher' : undefined
  if (node.arguments[0]?.type === 'Literal') return 'expects something of a literal'
  const settles =
    node.callee.name !== 'expect' || links.some(({ property }) => /^(resolves|rejects)$/.test(property?.name))
  return settles && type === 'ExpressionStatement' ? 'is not awaited' : undefined
}

/** Of a chain such as `expect(x).not.toBe(y)`: each link has the one before as its object or callee. */
const isLink = ({ object, callee }, before) => object === before || callee === before

const modifiersOf = ({ object, callee, property }) =>
  property ? [...modifiersOf(object), property.name] : callee ? modifiersOf(callee) : []

/** The name with which a chain of calls and members begins. */
export function rootOf(node) {
  const inner = node.object ?? node.callee ?? node.tag
  return inner ? rootOf(inner) : node.name
}
