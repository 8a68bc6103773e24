import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const interop = fileURLToPath(new URL('../', import.meta.url))
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/**
 * What the TypeScript compiler says of answers, each taken for what node-napcat-ts declares: `WSSendReturn` of its action. More
 * fields than are declared pass. An action without an entry passes.
 */
export function typeFaults(answers) {
  const dir = mkdtempSync(join(interop, '.types-'))
  try {
    const blocks = answers.map(({ action, data }, index) => blockOf(action, data, index))
    const { text, owners } = joined([HEAD, ...blocks.map(({ code }) => code)], answers)
    writeFileSync(join(dir, 'answers.ts'), text)
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(CONFIG))
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', dir, '--pretty', 'false'], {
      encoding: 'utf8',
    })
    return faultsIn(stdout, owners)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const HEAD = `import type { WSSendReturn } from 'node-napcat-ts'
type Open<T> = T extends (infer Item)[]
  ? Open<Item>[]
  : T extends object
    ? { [K in keyof T]: Open<T[K]> } & { [more: string]: unknown }
    : T
`

const CONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    skipLibCheck: true,
    types: [],
  },
  files: ['answers.ts'],
}

const blockOf = (action, data, index) => ({
  code: `export const answer${index}: Open<WSSendReturn[${JSON.stringify(action)}]> = ${JSON.stringify(data)}\n`,
})

/** The whole text, and which answer stands on which line. */
function joined(blocks, answers) {
  const owners = new Map()
  let line = 1
  for (const [index, block] of blocks.entries()) {
    const lines = block.split('\n').length - 1
    for (let at = line; at < line + lines; at++) owners.set(at, answers[index - 1]?.action)
    line += lines
  }
  return { text: blocks.join(''), owners }
}

/** The first line of each complaint, by the action that it is about. */
function faultsIn(stdout, owners) {
  const found = new Map()
  for (const [, line, message] of stdout.matchAll(/^.*?\.ts\((\d+),\d+\): error \w+: (.*(?:\n {2,}.*)*)/gm)) {
    const action = owners.get(Number(line)) ?? 'the file'
    found.set(action, [...(found.get(action) ?? []), message])
  }
  if (found.size === 0 && stdout.trim() !== '') found.set('the compiler', [stdout.trim()])
  return found
}
