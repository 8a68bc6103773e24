import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stage } from '../../packages/hub/src/hub.fixture.js'
import { findPrometheus } from '../../scripts/prometheus.mjs'

/** A real Prometheus that scrapes a hub. */
export interface Prometheus {
  /** Series that a query returns now. */
  query(expression: string): Promise<readonly Series[]>
  /** Complaints of the rules: those that cannot be evaluated. */
  ruleProblems(): Promise<readonly string[]>
}

/** One series of an answer: its labels and its value. */
export interface Series {
  readonly metric: Readonly<Record<string, string>>
  readonly value: readonly [at: number, value: string]
}

/** Programs of Prometheus on this machine. */
export function programs(): NonNullable<ReturnType<typeof findPrometheus>> {
  const found = findPrometheus()
  if (!found) throw new TypeError('there is no prometheus: see scripts/prometheus.mjs')
  return found
}

/** Starts a Prometheus that scrapes `target` each second as the job `rookery`. It ends with the stage. */
export async function prometheusFor(stage: Stage, target: string, rules: string): Promise<Prometheus> {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-prometheus-'))
  stage.undo(() => rmSync(dir, { recursive: true }))
  const config = join(dir, 'prometheus.yml')
  writeFileSync(config, configOf(target, rules))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(dir, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  await started(stage, args, url)
  const ask = async (path: string): Promise<{ readonly data: Record<string, unknown> }> =>
    (await (await fetch(`${url}/api/v1/${path}`)).json()) as { readonly data: Record<string, unknown> }
  return {
    async query(expression) {
      const { data } = await ask(`query?${new URLSearchParams({ query: expression })}`)
      return data.result as readonly Series[]
    },
    async ruleProblems() {
      const { data } = await ask('rules')
      const groups = data.groups as { readonly rules: readonly { readonly lastError?: string }[] }[]
      return groups.flatMap((group) => group.rules.flatMap(({ lastError }) => lastError || []))
    },
  }
}

const configOf = (target: string, rules: string): string => `global:
  scrape_interval: 1s
  evaluation_interval: 1s
rule_files: ['${rules}']
scrape_configs:
  - job_name: rookery
    static_configs: [{ targets: ['${target}'] }]
`

async function started(stage: Stage, args: readonly string[], url: string): Promise<void> {
  const child = spawn(programs().server, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  stage.undo(() => ended(child))
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new TypeError(`prometheus ended with ${child.exitCode}: ${complaints}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/-/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
