import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { napcatBot, noneBot } from './applications.mjs'
import { EchoRival } from './echo-rival.mjs'
import { InteropFailed } from './failure.mjs'
import { freePorts } from './free-ports.mjs'
import { startHub, untilReady } from './hub.mjs'
import { Questions } from './questions.mjs'
import { Report } from './report.mjs'
import { SimulatedAccount } from './simulated-account.mjs'
import { everyoneAnswers } from './stories/everyone-answers.mjs'
import { hungAndBack } from './stories/hung-and-back.mjs'
import { killedAndBack } from './stories/killed-and-back.mjs'

/**
 * Runs real applications together on one account through the hub. Returns whether all went well; prints what was seen
 * and, when something is off, why. `python` is the path of a Python that has NoneBot 1.
 */
export async function runInterop({ python }) {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-interop-'))
  const report = new Report()
  const scene = { dir, report, applications: [] }
  try {
    await setTheScene(scene, python)
    await playTheStories(scene)
  } catch (error) {
    report.line('interop', 'stopped early', [error instanceof InteropFailed ? error.message : error.stack])
  }
  const isFine = report.failed === 0
  if (!isFine) printLogs(scene)
  await tearDown(scene)
  if (isFine) rmSync(dir, { recursive: true, force: true })
  else console.log(`logs and records are kept in ${dir}`)
  console.log(report.summary())
  return isFine
}

async function setTheScene(scene, python) {
  const [hubPort, portA, portB] = await freePorts(3)
  const { dir } = scene
  const hubUrl = `ws://127.0.0.1:${hubPort}`
  const nonebotA = {
    name: 'nonebot-a',
    command: '/天气',
    groupId: 30_001,
    dir,
    python,
    port: portA,
    token: 'token-a',
  }
  const nonebotB = {
    name: 'nonebot-b',
    command: '/时间',
    groupId: 30_002,
    dir,
    python,
    port: portB,
    token: 'token-b',
  }
  const napcat = { name: 'napcat-ts', command: '#ping', groupId: 30_003, dir, hubUrl, token: 'token-c' }
  scene.account = new SimulatedAccount({ selfId: 10_000, token: 'token-account' })
  scene.applications.push(noneBot(nonebotA), noneBot(nonebotB), napcatBot(napcat))

  scene.hub = startHub({
    dir,
    config: {
      listen: { host: '127.0.0.1', port: hubPort, token: 'token-hub' },
      upstreams: [{ name: 'simulated', type: 'ws', url: await scene.account.url(), token: 'token-account' }],
      clients: [
        dialled(nonebotA),
        dialled(nonebotB),
        known(napcat),
        known({ name: 'rival', token: 'token-d' }),
      ],
    },
  })
  await untilReady(scene.hub, hubPort)
  // Not before the hub is there: it has to go on dialling those who come late.
  for (const application of scene.applications) application.start()
  await Promise.all(scene.applications.map((each) => each.untilConnected()))
  scene.rival = await EchoRival.connect(hubUrl, 'token-d')
  scene.questions = new Questions(scene.account)
}

function dialled({ name, port, token }) {
  return { name, type: 'ws-reverse', url: `ws://127.0.0.1:${port}/ws/`, token }
}

function known({ name, token }) {
  return { name, token }
}

async function playTheStories(scene) {
  await everyoneAnswers(scene)
  const [nonebotA, , napcat] = scene.applications
  for (const victim of [napcat, nonebotA]) await killedAndBack({ ...scene, victim })
  // Windows cannot stop a process without ending it.
  if (process.platform === 'win32') return
  await hungAndBack(scene)
  for (const victim of [napcat, nonebotA]) await killedAndBack({ ...scene, victim, freezeMs: 300 })
}

function printLogs({ hub, applications }) {
  const children = [['hub', hub], ...applications.map(({ name, run }) => [name, run?.child])]
  for (const [name, child] of children) {
    if (!child) continue
    console.log(`--- ${name}: ${child.ended ?? 'running'}; the end of its log:\n${child.lastLines()}`)
  }
}

async function tearDown({ hub, applications, account, rival }) {
  rival?.close()
  const children = [hub, ...applications.map(({ run }) => run?.child)].filter((each) => each !== undefined)
  await Promise.all(children.map((child) => child.kill()))
  account?.close()
}
