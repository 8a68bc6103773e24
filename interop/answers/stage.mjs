import { buildWorld, Sandbox, startLinks } from '@rookery/sandbox'

export const BOT = 10000
export const FRIEND = 20001
export const MEMBER = 20002
export const STRANGER = 20003
export const GROUP = 30001
/** A group that the bot is a mere member of, to leave. */
export const OTHER_GROUP = 30002
export const TOKEN = 'interop'

const world = (profile) => ({
  accounts: [{ self_id: BOT, nickname: '小企', profile }],
  users: [
    { user_id: FRIEND, nickname: 'Alice', sex: 'female', age: 21 },
    { user_id: MEMBER, nickname: 'Bob' },
    { user_id: STRANGER, nickname: 'Dave' },
  ],
  friends: [[BOT, FRIEND]],
  groups: [
    { group_id: GROUP, group_name: '读书会', owner: BOT, members: [FRIEND, MEMBER] },
    { group_id: OTHER_GROUP, group_name: '看书的人', owner: FRIEND, members: [BOT, MEMBER] },
  ],
})

export const PNG =
  'base64://iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const AMR = `base64://${Buffer.from('#!AMR\nxxxx').toString('base64')}`

/** A sandbox whose one account answers like an implementation, and where it is reached. */
export async function openStage(profile) {
  const sandbox = new Sandbox(buildWorld(world(profile), Date.now()))
  await sandbox.act(MEMBER, { do: 'honor', group_id: GROUP, honor_type: 'talkative' })
  const link = { type: 'ws', port: 0, token: TOKEN, report_self_message: true }
  const links = await startLinks(sandbox, BOT, [link], { heartbeatMs: 200 })
  const close = async () => {
    await links.close()
    await sandbox.close()
  }
  return { sandbox, url: links.open[0].url, close }
}

/** NapCat makes no albums itself: one is put into the group. */
export function withAlbum(sandbox) {
  const { world } = sandbox
  const group = world.groups.get(GROUP)
  const album = { album_id: 'album', name: '春游', desc: '', creator: BOT, create_time: 0 }
  sandbox.adopt({
    ...world,
    groups: world.groups.set(GROUP, { ...group, albums: group.albums.set('album', album) }),
  })
  return album.album_id
}

/** The flag of a new request: to join the group, or to be a friend. */
export async function asked(sandbox, deed) {
  await sandbox.act(STRANGER, deed)
  return [...sandbox.world.requests.values()].findLast((each) => each.state !== 'approved').flag
}

/** Every call of a sandbox with its answer, in order. */
export function recordCalls(sandbox) {
  const calls = new Map()
  sandbox.observe((observed) => {
    if (observed.is === 'call') calls.set(observed.id, { action: observed.action, params: observed.params })
    if (observed.is === 'answer') calls.get(observed.id).answer = observed.answer
  })
  return { all: () => [...calls.values()] }
}
