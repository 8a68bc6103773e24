import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { goProgram } from './go-program.mjs'
import { PythonMissing, pythonWith } from './python-venv.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Real third-party programs on the hub; installs what they need. Arguments name scenes. See `interop/README.md`. */
async function main() {
  if (!existsSync(`${root}node_modules/@naplink/naplink`)) npm('ci')
  // ROOKERY_CLI names another build to try, which is then not ours to make.
  if (!process.env.ROOKERY_CLI) npm('run --silent build')
  const pythons = {
    classic: pythonWith(`${root}interop/requirements.txt`),
    nonebot2: pythonWith(`${root}interop/requirements-nonebot-2.txt`),
    newcomers: pythonWith(`${root}interop/requirements-newcomers.txt`),
  }
  // Built when a scene comes to it: whoever plays another one needs no Go.
  const goBot = () => goProgram(`${root}interop/bots/go`)
  const { runInterop } = await import('../interop/run.mjs')
  process.exitCode = (await runInterop({ pythons, goBot, names: process.argv.slice(2) })) ? 0 : 1
}

function npm(args) {
  // A shell, since on Windows npm is a script.
  const { status } = spawnSync(`npm ${args}`, { cwd: root, shell: true, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof PythonMissing)) throw error
  console.error(error.message)
  process.exitCode = 1
}
