import { rootOf } from './hollow-tests.mjs'
import { walkWithParents } from './sources.mjs'

const STARTERS = new Set(['it', 'test'])
/** What keeps a test from running; `skipIf` only does so on some machines. */
const SKIPS = new Set(['skip', 'todo', 'fails'])

/** Lists the tests of a file: each title, the titles of what it stands in from the outermost on, and whether it never runs. */
export function testTitles({ program }) {
  const found = []
  walkWithParents(program, (node, parents) => {
    if (!isCallOf(node, (name) => STARTERS.has(name))) return
    const title = textOf(node.arguments[0])
    if (title === undefined) return
    const around = parents.filter((each) => isCallOf(each, (name) => name === 'describe'))
    const about = around.map((each) => textOf(each.arguments[0]) ?? '').reverse()
    found.push({ title, about, isSkipped: [node, ...around].some(isSkipped) })
  })
  return found
}

const isCallOf = (node, isMeant) =>
  node.type === 'CallExpression' && node.arguments.length >= 2 && isMeant(rootOf(node.callee))

const isSkipped = ({ callee }) => modifiersOf(callee).some((name) => SKIPS.has(name))

const modifiersOf = ({ object, callee, property }) =>
  property ? [...modifiersOf(object), property.name] : callee ? modifiersOf(callee) : []

function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}
