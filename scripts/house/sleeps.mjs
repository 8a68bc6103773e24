import { walk } from './sources.mjs'

/** Counts the places where a test waits for the machine's time; text of programs that it starts is not looked at. */
export function sleeps({ program }) {
  const names = new Set(['setTimeout', 'setInterval', ...importedSleeps(program)])
  let count = 0
  walk(program, ({ type, callee }) => {
    if (type !== 'CallExpression') return
    const isAtomic = callee.object?.name === 'Atomics' && callee.property.name === 'wait'
    if (isAtomic || names.has(callee.name)) count++
  })
  return count
}

const importedSleeps = ({ body }) =>
  body
    .filter(({ source }) => /^(node:)?timers\/promises$/.test(source?.value))
    .flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name))
