import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InteropFailed } from './failure.mjs'
import { libraries } from './libraries.mjs'
import { Report } from './report.mjs'
import { librariesAlone, librariesBehindTheHub } from './scenes/libraries.mjs'
import { scenarios } from './scenes/scenarios.mjs'
import { sharedAccount } from './scenes/shared-account.mjs'

/** What can be asked for by name. */
const scenes = {
  'shared-account': sharedAccount,
  libraries: librariesBehindTheHub,
  'libraries-alone': librariesAlone,
  scenarios,
}
const usual = ['shared-account', 'libraries', 'scenarios']

/**
 * Runs real applications together through the hub, scene by scene. Returns whether all went well; prints what was seen
 * and, when something is off, why. `pythons` are paths: `classic` has NoneBot 1, `nonebot2` has NoneBot 2. `names` are scenes
 * to play instead of the usual ones, and programs to which those on libraries are to be narrowed.
 */
export async function runInterop({ pythons, names = [] }) {
  const report = new Report()
  const { chosen, only } = readNames(names)
  for (const name of chosen) await playScene(name, { pythons, report, only })
  console.log(report.summary())
  return report.failed === 0
}

function readNames(names) {
  const known = [...Object.keys(scenes), ...Object.keys(libraries)]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new InteropFailed(`nothing is called ${unknown}; there are ${known.join(', ')}`)
  const asked = names.filter((name) => scenes[name])
  const only = names.filter((name) => libraries[name])
  return { chosen: asked.length > 0 ? asked : usual, only }
}

async function playScene(name, { pythons, report, only }) {
  const dir = mkdtempSync(join(tmpdir(), `rookery-${name}-`))
  const scene = { dir, pythons, report, only, applications: [], accounts: [] }
  const failedBefore = report.failed
  try {
    await scenes[name](scene)
  } catch (error) {
    report.line(name, 'stopped early', [error instanceof InteropFailed ? error.message : error.stack])
  }
  const isFine = report.failed === failedBefore
  if (!isFine) printLogs(scene)
  await tearDown(scene)
  if (isFine) rmSync(dir, { recursive: true, force: true })
  else console.log(`logs and records are kept in ${dir}`)
}

function printLogs({ hub, applications }) {
  const children = [['hub', hub], ...applications.map(({ name, run }) => [name, run?.child])]
  for (const [name, child] of children) {
    if (!child) continue
    console.log(`--- ${name}: ${child.ended ?? 'running'}; the end of its log:\n${child.lastLines()}`)
  }
}

async function tearDown({ hub, applications, accounts, rival }) {
  rival?.close()
  const children = [hub, ...applications.map(({ run }) => run?.child)].filter((each) => each !== undefined)
  await Promise.all(children.map((child) => child.kill()))
  for (const account of accounts) account.close()
}
