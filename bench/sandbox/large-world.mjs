// A sandbox of many groups, each of which has heard something: what it takes of the machine's memory.
import { buildWorld, Sandbox, startLinks } from '@rookery/sandbox'
import { answer } from '../child.mjs'
import { SELF_ID } from './reading-club.mjs'

const GROUPS = 1_000
const MEMBERS = 500

/** Groups whose members are some of so many people. */
function worldOf(people) {
  const idOf = (number) => 20_000 + (number % people)
  const users = Array.from({ length: people }, (_, number) => ({
    user_id: idOf(number),
    nickname: `用户${number}`,
  }))
  const groups = Array.from({ length: GROUPS }, (_, number) => {
    const [owner, ...members] = Array.from({ length: MEMBERS - 1 }, (_, index) =>
      idOf(number * MEMBERS + index),
    )
    return { group_id: 1_000_000 + number, group_name: `群${number}`, owner, admins: [SELF_ID], members }
  })
  return buildWorld({ accounts: [{ self_id: SELF_ID, nickname: '小企' }], users, groups }, Date.now())
}

async function memoryOf({ people }) {
  const sandbox = new Sandbox(worldOf(people))
  const links = await startLinks(sandbox, SELF_ID, [{ type: 'ws', port: 0 }])
  for (const group_id of sandbox.world.groups.keys()) {
    const { status } = sandbox.call(SELF_ID, 'send_group_msg', { group_id, message: '晚上好' })
    if (status !== 'ok') throw new Error(`a call was answered ${status}`)
  }
  await links.close()
  // The most that it ever took, what only building needed included.
  return { peakBytes: process.resourceUsage().maxRSS * 1024 }
}

answer({ memoryOf })
