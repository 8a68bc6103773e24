import { rootOf } from './hollow-tests.mjs'
import { walkWithParents } from './sources.mjs'

const PORT_KEYS = new Set(['port', 'httpPort', 'wsPort'])
const LOWEST = 9
const LISTENS = new Set(['listen', 'connect', 'createConnection'])

/**
 * The places where a test names a port by number as what it listens on or dials: the first argument of `listen` and `connect`,
 * and the property `port` outside of expectations. A hub on its default options listens on a fixed one, too.
 */
export function fixedPorts(file) {
  const found = []
  walkWithParents(file.program, (node, parents) => {
    if (
      (listensOn(node) || namesPort(node) || startsByDefault(node) || copiesListen(node)) &&
      !parents.some(isExpectation)
    )
      found.push(`${file.path}:${file.lineAt(node.start)}`)
  })
  return found
}

const listensOn = ({ type, callee, arguments: given }) =>
  type === 'CallExpression' && LISTENS.has(nameOf(callee)) && isFixed(given[0])

const namesPort = ({ type, key, value }) => type === 'Property' && PORT_KEYS.has(key.name) && isFixed(value)

/** `startHub(defaultOptions)`, or with a copy in which nothing else is said of `listen`. */
const startsByDefault = ({ type, callee, arguments: given }) =>
  type === 'CallExpression' && nameOf(callee) === 'startHub' && given[0] !== undefined && isDefault(given[0])

const isDefault = ({ type, name, properties }) =>
  (type === 'Identifier' && name === 'defaultOptions') ||
  (type === 'ObjectExpression' &&
    properties.some(({ argument }) => argument?.name === 'defaultOptions') &&
    !properties.some(({ key }) => key?.name === 'listen'))

/** `{ ...defaultOptions.listen }` without a port of its own. */
const copiesListen = ({ type, properties }) =>
  type === 'ObjectExpression' &&
  properties.some(
    ({ argument }) => argument?.object?.name === 'defaultOptions' && argument.property.name === 'listen',
  ) &&
  !properties.some(({ key }) => key?.name === 'port')

/** Nobody listens on the lowest ports: tests dial them to be refused. */
const isFixed = (node) => node?.type === 'Literal' && typeof node.value === 'number' && node.value > LOWEST

const nameOf = (callee) => callee.name ?? callee.property?.name

/** A matcher of `expect`, or `expect` itself. */
const isExpectation = ({ type, callee }) => type === 'CallExpression' && rootOf(callee) === 'expect'
