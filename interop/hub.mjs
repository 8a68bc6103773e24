import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Child } from './child.mjs'
import { InteropFailed } from './failure.mjs'
import { waitUntil } from './wait-until.mjs'

const cliDir = fileURLToPath(new URL('../packages/rookery/', import.meta.url))

/** Starts `rookery up` on `config`. Its accounts are simulated: nobody limits what they send. */
export function startHub({ dir, config }) {
  const configPath = join(dir, 'rookery.yml')
  // JSON is YAML, and quotes whatever a token may hold.
  writeFileSync(configPath, JSON.stringify({ pace: 'off', ...config }, null, 2))
  const args = [cliPath(), 'up', '-c', configPath]
  return new Child({ command: process.execPath, args, cwd: dir, logPath: join(dir, 'hub.log') })
}

/** Until `/readyz` says so, that is until the hub has seen its account. */
export async function untilReady(hub, port) {
  const url = `http://127.0.0.1:${port}/readyz`
  await waitUntil(`the hub answers 200 on ${url}`, () => {
    if (hub.ended) throw new InteropFailed(`the hub ended (${hub.ended})`)
    return isReady(url)
  })
}

/** ROOKERY_CLI names another build to try. */
export function cliPath() {
  if (process.env.ROOKERY_CLI) return process.env.ROOKERY_CLI
  const { bin } = JSON.parse(readFileSync(join(cliDir, 'package.json'), 'utf8'))
  const path = typeof bin === 'string' ? bin : bin?.rookery
  if (!path) throw new InteropFailed(`${cliDir}package.json names no bin "rookery"`)
  return join(cliDir, path)
}

async function isReady(url) {
  return await fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}
