import { targetOf } from './sources.mjs'

/** Names of the doors of a package (`index.ts`, `testing/index.ts`) whose declaration has no doc comment. */
export function undocumentedNames(files) {
  const doors = Object.keys(files).filter((path) => /^(\w[\w-]*\/)?index\.tsx?$/.test(path))
  const found = doors.flatMap((door) => publicNames(files, door).filter((each) => !isDocumented(each)))
  return [...new Set(found.map(({ file, name }) => `${file.path} ${name}`))].sort()
}

/** What a module exports: each name with the file and the node that declare it. */
function publicNames(files, path) {
  const file = files[path]
  return file.program.body.flatMap((node) => exportedBy(files, file, node))
}

function exportedBy(files, file, node) {
  if (node.type === 'ExportAllDeclaration') {
    const target = targetOf(files, file.path, node.source.value)
    return target ? publicNames(files, target) : []
  }
  if (node.type !== 'ExportNamedDeclaration') return []
  if (node.declaration) return declaredBy(file, node, node.declaration)
  const target = node.source ? targetOf(files, file.path, node.source.value) : file.path
  if (!target) return []
  return node.specifiers.flatMap(({ local }) => declarationOf(files, target, local.name ?? local.value))
}

/** Follows a name through re-exports to its declaration. */
function declarationOf(files, path, name) {
  const file = files[path]
  for (const node of file.program.body) {
    const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node
    const found = declaration && declaredBy(file, node, declaration).find((each) => each.name === name)
    if (found) return [found]
  }
  return file.program.body.flatMap((node) => passedOn(files, file, node, name)).slice(0, 1)
}

/** Follows a name that a module imports, or exports from elsewhere. */
function passedOn(files, { path }, node, name) {
  const target = node.source && targetOf(files, path, node.source.value)
  if (!target) return []
  if (node.type === 'ExportAllDeclaration') return declarationOf(files, target, name)
  const { specifiers = [] } = node
  const isImport = node.type === 'ImportDeclaration'
  const match = specifiers.find((each) => (isImport ? each.local : each.exported)?.name === name)
  const original = match && (isImport ? match.imported : match.local)
  return original ? declarationOf(files, target, original.name) : []
}

function declaredBy(file, statement, declaration) {
  const ids = declaration.declarations?.map(({ id }) => id) ?? [declaration.id]
  return ids
    .flatMap((id) => (id?.type === 'ObjectPattern' ? id.properties.map(({ value }) => value) : [id]))
    .filter((id) => id?.type === 'Identifier')
    .map((id) => ({ file, name: id.name, statement }))
}

/** A doc comment stands before the statement, with nothing but blanks and other comments between. */
function isDocumented({ file, statement }) {
  const before = file.comments.filter(({ end }) => end <= statement.start)
  const at = before.findLastIndex(({ type, value }) => type === 'Block' && value.startsWith('*'))
  if (at < 0) return false
  const ends = before.slice(at).map(({ end }) => end)
  const nexts = [...before.slice(at + 1).map(({ start }) => start), statement.start]
  return ends.every((end, index) => file.text.slice(end, nexts[index]).trim() === '')
}
