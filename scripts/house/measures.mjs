import { fileCircles, folderCircles } from './circles.mjs'
import { undocumentedNames } from './public-names.mjs'
import { walk } from './sources.mjs'

const LONG_FUNCTION = 25
const LONGEST_FUNCTION = 60
const LONG_FILE = 300

/**
 * An opening that answers "what is this?" with a clause instead of naming the thing. "Whether" before a boolean and
 * "One … per …" are good English.
 */
const RELATIVE = /^(What|Who|Whom|Whose|Where|Which|Those|Of|So)\b/

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Measures one package; each value is a list of places, or a plain number. */
export function measure(files) {
  const all = Object.values(files)
  const functions = all.flatMap(functionsOf)
  const docs = all.flatMap(docsOf)
  return {
    files: all.length,
    functions: functions.length,
    docs: docs.length,
    codeLines: all.reduce((sum, each) => sum + codeLines(each), 0),
    imports: all.reduce((sum, { links }) => sum + links.length, 0),
    folderCircles: folderCircles(files).flatMap(membersOf),
    fileCircles: fileCircles(files).flatMap(membersOf),
    longFunctions: functions.filter(({ lines }) => lines > LONG_FUNCTION).map(placeOfFunction),
    longestFunctions: functions.filter(({ lines }) => lines > LONGEST_FUNCTION).map(placeOfFunction),
    relativeOpenings: docs
      .filter(({ text }) => RELATIVE.test(text))
      .map(({ place, text }) => `${place} ${text}`),
    undocumented: undocumentedNames(files),
    any: all.flatMap(anysOf),
    longFiles: all
      .filter(({ text }) => text.split('\n').length - 1 > LONG_FILE)
      .map(({ path, text }) => `${path} ${text.split('\n').length - 1}`),
  }
}

/** The members of a circle, so that one that grows counts. */
const membersOf = (circle, index) => circle.map((each) => `circle ${index + 1}: ${each}`)

const placeOfFunction = ({ place, name, lines }) => `${place} ${name} ${lines}`

function functionsOf({ path, program, lineAt }) {
  const found = []
  walk(program, (node, parent) => {
    if (!FUNCTIONS.has(node.type) || !node.body) return
    const lines = lineAt(node.end) - lineAt(node.start) + 1
    const name = (node.id ?? parent?.id ?? parent?.key)?.name ?? '(nameless)'
    found.push({ place: `${path}:${lineAt(node.start)}`, name, lines })
  })
  return found
}

/** The doc comments with their first words. */
function docsOf({ path, comments, lineAt }) {
  return comments
    .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
    .map(({ start, value }) => ({ place: `${path}:${lineAt(start)}`, text: firstLine(value) }))
    .filter(({ text }) => text !== '' && !text.startsWith('@'))
}

const firstLine = (comment) =>
  comment
    .split('\n')
    .map((line) => line.replace(/^[\s*]+/, '').trim())
    .find((line) => line !== '') ?? ''

function anysOf({ path, program, lineAt }) {
  const found = []
  walk(program, (node) => {
    if (node.type === 'TSAnyKeyword') found.push(`${path}:${lineAt(node.start)}`)
  })
  return found
}

/** Lines that hold more than blanks and comments. */
function codeLines({ text, comments }) {
  let code = text
  for (const { start, end } of comments)
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end)
  return code.split('\n').filter((line) => line.trim() !== '').length
}
