import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StepFailed } from '../scripts/run.mjs'
import { InteropFailed } from './failure.mjs'
import { libraries } from './libraries.mjs'
import { newcomers } from './newcomers.mjs'
import { Report } from './report.mjs'
import { answers } from './scenes/answers.mjs'
import { everybody, kills } from './scenes/kills.mjs'
import { librariesAlone, librariesBehindTheHub } from './scenes/libraries.mjs'
import { newcomersAtTheHub } from './scenes/newcomers.mjs'
import { scenarios } from './scenes/scenarios.mjs'
import { sharedAccount } from './scenes/shared-account.mjs'

/** What can be asked for by name. */
const scenes = {
  'shared-account': sharedAccount,
  libraries: librariesBehindTheHub,
  'libraries-alone': librariesAlone,
  newcomers: newcomersAtTheHub,
  scenarios,
  answers,
  kills,
}
const usual = ['shared-account', 'libraries', 'newcomers', 'scenarios', 'answers', 'kills']

/** The programs of the scenes that can be narrowed to some of them. */
const programs = { libraries, newcomers, kills: everybody }

/**
 * Runs real applications together through the hub, scene by scene. Returns whether all went well; prints what was seen
 * and, when something is off, why. `pythons` are paths: `classic` has NoneBot 1, `nonebot2` has NoneBot 2, `newcomers` has those of
 * that scene. `goBot` gives the path of the program in Go. `names` are scenes to play instead of the usual ones, and programs to
 * which they are to be narrowed.
 */
export async function runInterop({ pythons, goBot, names = [] }) {
  const report = new Report()
  const { chosen, only } = readNames(names)
  for (const name of chosen) await playScene(name, { pythons, goBot, report, only })
  console.log(report.summary())
  return report.failed === 0
}

function readNames(names) {
  const known = [...Object.keys(scenes), ...Object.values(programs).flatMap(Object.keys)]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new InteropFailed(`nothing is called ${unknown}; there are ${known.join(', ')}`)
  const asked = names.filter((name) => scenes[name])
  const theirs = Object.keys(programs).filter((scene) => names.some((name) => programs[scene][name]))
  return { chosen: [asked, theirs, usual].find(({ length }) => length > 0), only: onlyThose(names) }
}

/** Of the programs of a scene those that were asked for; all, if none of them was. */
function onlyThose(names) {
  return (table) => {
    const wanted = names.filter((name) => table[name])
    return wanted.length > 0 ? wanted : Object.keys(table)
  }
}

async function playScene(name, given) {
  const dir = mkdtempSync(join(tmpdir(), `rookery-${name}-`))
  const { report } = given
  const scene = { dir, ...given, applications: [], accounts: [] }
  const failedBefore = report.failed
  try {
    await scenes[name](scene)
  } catch (error) {
    report.line(name, 'stopped early', [isForReaders(error) ? error.message : error.stack])
  }
  const isFine = report.failed === failedBefore
  if (!isFine) printLogs(scene)
  await tearDown(scene)
  if (isFine) rmSync(dir, { recursive: true, force: true })
  else console.log(`logs and records are kept in ${dir}`)
}

function isForReaders(error) {
  return error instanceof InteropFailed || error instanceof StepFailed
}

function printLogs({ hub, nginx, applications }) {
  const children = [
    ['hub', hub],
    ['nginx', nginx],
    ...applications.map(({ name, run }) => [name, run?.child]),
  ]
  for (const [name, child] of children) {
    if (!child) continue
    console.log(`--- ${name}: ${child.ended ?? 'running'}; the end of its log:\n${child.lastLines()}`)
  }
}

async function tearDown({ hub, nginx, applications, accounts, rival }) {
  rival?.close()
  const children = [hub, nginx, ...applications.map(({ run }) => run?.child)].filter(
    (each) => each !== undefined,
  )
  await Promise.all(children.map((child) => child.kill()))
  for (const account of accounts) account.close()
}
