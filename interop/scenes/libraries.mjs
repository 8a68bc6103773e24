import { freePorts } from '../free-ports.mjs'
import { BehindTheHub, NothingBetween } from '../in-between.mjs'
import { libraries } from '../libraries.mjs'
import { Questions } from '../questions.mjs'
import { SimulatedAccount } from '../simulated-account.mjs'
import { everyoneOnBoth } from '../stories/everyone-on-both.mjs'

const selfIds = [10_000, 10_001]

/** Programs on the libraries that people use, in every way of connecting that each has, on two accounts. */
export async function librariesBehindTheHub(scene) {
  await play(scene, (accounts, port) => new BehindTheHub({ dir: scene.dir, port, accounts }))
}

/** The same without a hub: it tells whether what is off is off with the programs. */
export async function librariesAlone(scene) {
  await play(scene, (accounts) => NothingBetween.before(accounts))
}

async function play(scene, makeBetween) {
  const names = scene.only(libraries)
  const [hubPort, ...ports] = await freePorts(names.length + 1)
  scene.accounts = selfIds.map((selfId) => new SimulatedAccount({ selfId, token: 'token-account' }))
  const between = await makeBetween(scene.accounts, hubPort)
  const seats = names.map((name, index) => seatOf(scene, name, index, ports[index]))
  const cast = seats.map((seat) => ({ accounts: 2, ...libraries[seat.name](seat, between), port: seat.port }))
  scene.applications = cast.map(({ application }) => application)
  const questions = new Map(scene.accounts.map((account) => [account, new Questions(account, { wordOf })]))
  try {
    await everyoneOnBoth({ ...scene, cast, questions, between })
  } finally {
    scene.hub = between.child
  }
}

function seatOf({ dir, pythons }, name, index, port) {
  return {
    name,
    command: `/问-${name}`,
    groupId: 31_000 + index,
    port,
    token: `token-${name}`,
    secret: `秘密-${name}`,
    selfIds,
    dir,
    pythons,
  }
}

/** With everything that has to be escaped in a message that is a string. */
function wordOf(number) {
  return `城市${number},&[x]&amp;`
}
