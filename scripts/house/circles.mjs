import { targetOf } from './sources.mjs'

/** Finds the circles among files: each is a list of paths that import one another. */
export const fileCircles = (files) => circlesIn(edgesOf(files))

/**
 * Finds the circles among the folders and loose files of each folder: `a/x.ts` imports `b`, and something in `b` imports
 * something in `a`. Circles of files alone are left to `fileCircles`.
 */
export function folderCircles(files) {
  const edges = edgesOf(files)
  return foldersOf(files).flatMap((folder) =>
    circlesIn(roomEdges(edges, folder)).filter((circle) => circle.some((each) => !/\.tsx?$/.test(each))),
  )
}

const foldersOf = (files) => [
  ...new Set(
    Object.keys(files).flatMap((path) =>
      path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')),
    ),
  ),
]

/** The edges between what stands directly in a folder. */
function roomEdges(edges, folder) {
  const prefix = folder === '' ? '' : `${folder}/`
  const roomOf = (path) =>
    path.startsWith(prefix) ? prefix + path.slice(prefix.length).split('/')[0] : undefined
  const rooms = new Map()
  for (const [from, targets] of edges) {
    const room = roomOf(from)
    if (room === undefined) continue
    const known = rooms.get(room) ?? new Set()
    rooms.set(room, known)
    for (const to of targets) if (roomOf(to) !== undefined && roomOf(to) !== room) known.add(roomOf(to))
  }
  return rooms
}

const edgesOf = (files) =>
  new Map(
    Object.entries(files).map(([path, { links }]) => [
      path,
      new Set(links.map(({ to }) => targetOf(files, path, to)).filter((to) => to !== undefined)),
    ]),
  )

/** Strongly connected parts of more than one node, by Tarjan. */
function circlesIn(edges) {
  const seen = new Map()
  const stack = []
  const found = []
  const visit = (node) => {
    const state = { index: seen.size, low: seen.size, onStack: true }
    seen.set(node, state)
    stack.push(node)
    for (const next of edges.get(node) ?? []) {
      const known = seen.get(next)
      if (!known) state.low = Math.min(state.low, visit(next).low)
      else if (known.onStack) state.low = Math.min(state.low, known.index)
    }
    if (state.low === state.index) {
      const circle = stack.splice(stack.indexOf(node))
      for (const each of circle) seen.get(each).onStack = false
      if (circle.length > 1) found.push(circle.sort())
    }
    return state
  }
  for (const node of edges.keys()) if (!seen.has(node)) visit(node)
  return found
}
