import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's root; every script works from here wherever it is called. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** The files that `node` runs for our tools: no shell shims, so Windows needs no special case. */
export const tools = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
}

/** A step that failed; the script ends with its exit code. */
export class StepFailed extends Error {
  constructor(text, exitCode) {
    super(text)
    this.exitCode = exitCode
  }
}

const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }

/** Runs a program in the root with our own input and output; resolves when it ended well. */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
    // A Ctrl-C reaches the child as well: it decides how to end, and we end after it.
    const stay = () => {}
    process.on('SIGINT', stay)
    child.once('error', (cause) => reject(new StepFailed(`${program} did not start: ${cause.message}`, 1)))
    child.once('exit', (code, signal) => {
      process.off('SIGINT', stay)
      // The child has said what is wrong; its words stay the last ones.
      if (code === 0) resolve()
      else reject(new StepFailed('', code ?? SIGNAL_EXIT_CODES[signal] ?? 1))
    })
  })
}

/** Runs a file of the checkout with the Node that runs us, or with another one. */
export const runNode = (file, args = [], node = process.execPath) =>
  runProgram(node, [join(root, file), ...args])

/** Runs npm, through the very npm that started us where there is one. */
export function runNpm(args) {
  const started = process.env.npm_execpath
  if (started !== undefined && /^npm(-cli)?\.c?js$/.test(basename(started)))
    return runProgram(process.execPath, [started, ...args])
  // On Windows npm is a .cmd file, which Node starts only through a shell.
  if (process.platform === 'win32') return runProgram('npm.cmd', args, { shell: true })
  return runProgram('npm', args)
}

/** Whether the checkout has this file or folder. */
export const has = (path) => existsSync(join(root, path))

/** One plain line about what happens next. */
export const say = (text) => console.log(`> ${text}`)

/** Runs the steps of a script; the first failure ends the process with its exit code. */
export async function main(steps) {
  try {
    await steps()
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    if (error.message !== '') console.error(`> ${error.message}`)
    process.exitCode = error.exitCode
  }
}
