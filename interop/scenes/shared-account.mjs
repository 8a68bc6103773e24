import { napcatBot, noneBot } from '../applications.mjs'
import { EchoRival } from '../echo-rival.mjs'
import { freePorts } from '../free-ports.mjs'
import { startHub, untilReady } from '../hub.mjs'
import { Questions } from '../questions.mjs'
import { SimulatedAccount } from '../simulated-account.mjs'
import { everyoneAnswers } from '../stories/everyone-answers.mjs'
import { hungAndBack } from '../stories/hung-and-back.mjs'
import { killedAndBack } from '../stories/killed-and-back.mjs'

/** Three programs share one account, use the same echoes, hang, get killed and come back. */
export async function sharedAccount(scene) {
  await setTheScene(scene)
  await playTheStories(scene)
}

async function setTheScene(scene) {
  const [hubPort, portA, portB] = await freePorts(3)
  const { dir, pythons } = scene
  const hubUrl = `ws://127.0.0.1:${hubPort}`
  const nonebotA = {
    name: 'nonebot-a',
    command: '/天气',
    groupId: 30_001,
    dir,
    python: pythons.classic,
    port: portA,
    token: 'token-a',
  }
  const nonebotB = {
    name: 'nonebot-b',
    command: '/时间',
    groupId: 30_002,
    dir,
    python: pythons.classic,
    port: portB,
    token: 'token-b',
  }
  const napcat = { name: 'napcat-ts', command: '#ping', groupId: 30_003, dir, hubUrl, token: 'token-c' }
  scene.account = new SimulatedAccount({ selfId: 10_000, token: 'token-account' })
  scene.accounts = [scene.account]
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
