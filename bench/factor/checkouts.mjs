import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { staleReason } from '../../scripts/set-up.mjs'

/** The commit that the table calls "today". */
const TODAY = 'f23eb93'
const root = fileURLToPath(new URL('../../', import.meta.url))

/** A checkout that is built: its programs, by their paths. */
function checkoutAt(path) {
  return {
    root: path,
    rookery: join(path, 'packages/rookery/bin/rookery.js'),
    bench: join(path, 'bench'),
    url: (file) => pathToFileURL(join(path, file)).href,
  }
}

export const here = checkoutAt(root)

/** The checkout of {@link TODAY}, made and built under `.cache/` once; or the reason why there is none. */
export function prepareToday() {
  if (git(['cat-file', '-e', `${TODAY}^{commit}`]) !== 0)
    return { missing: `commit ${TODAY} is not in this clone (is it shallow?)` }
  const path = join(root, '.cache', `bench-${TODAY}`)
  // Written last: a folder without it is what an interrupted build left behind.
  const complete = join(path, 'node_modules/.bench-complete')
  if (!existsSync(complete)) {
    console.error(`> building ${TODAY} under .cache/ (once)`)
    if (!existsSync(join(path, 'package.json'))) addWorktree(path)
    installInto(path)
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], path)
    writeFileSync(complete, '')
  }
  return checkoutAt(path)
}

/** `--force`: the folder of a worktree may have been deleted by hand. */
function addWorktree(path) {
  if (git(['worktree', 'add', '--force', '--detach', path, TODAY]) !== 0)
    throw new Error(`git cannot make a worktree of ${TODAY} at ${path}`)
}

/** Hard links of our own packages, where they are those that the commit's lock file names. */
function installInto(path) {
  const readLock = (file) => JSON.parse(readFileSync(file, 'utf8'))
  const stale = staleReason(
    readLock(join(path, 'package-lock.json')),
    readLock(join(root, 'node_modules/.package-lock.json')),
  )
  if (stale !== undefined) run('npm', ['ci'], path)
  else if (!existsSync(join(path, 'node_modules')))
    run('cp', ['-al', join(root, 'node_modules'), join(path, 'node_modules')], root)
}

const git = (args) => spawnSync('git', args, { cwd: root, stdio: 'ignore' }).status

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stdout + stderr}`)
}
