import { afterEach, describe, expect, it } from 'vitest'
import type { Action } from './actions/action.js'
import { actionHandlers } from './actions/actions.js'
import { PNG } from './media/png.fixture.js'
import { Sandbox } from './sandbox.js'
import { VirtualClock } from './virtual-clock.js'
import { buildWorld } from './world/build-world.js'
import { DEFAULT_PROFILE, type Profile, profilesWith } from './world/profile.js'
import { allLike, NOW_MS } from './world/world.fixture.js'

const IMAGE = `base64://${Buffer.from(PNG).toString('base64')}`

const opened: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of opened.splice(0)) await sandbox.close()
})

function open(profile: Profile = DEFAULT_PROFILE): Sandbox {
  const sandbox = new Sandbox(buildWorld(allLike(profile), NOW_MS), new VirtualClock(NOW_MS))
  opened.push(sandbox)
  return sandbox
}

describe('a file in a call', () => {
  it('is there for everybody who sees the message', async () => {
    const sandbox = open()
    const message = `看[CQ:image,file=${IMAGE}]`
    const answer = await sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    expect(answer).toMatchObject({ status: 'ok', data: { message_id: 1 } })
    const image = sandbox.world.messages.get(1)?.message[1]
    if (image?.type !== 'image') throw new TypeError('there is no image')
    const served = await fetch(image.data.url ?? '')
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array(PNG))
    expect(await sandbox.call(10001, 'get_image', { file: image.data.file })).toMatchObject({
      data: { file_size: String(PNG.length), url: image.data.url },
    })
  })

  it('may come from a person', async () => {
    const sandbox = open()
    const message = { type: 'image', data: { file: IMAGE } }
    await sandbox.act(20001, { do: 'say', group_id: 30001, message })
    expect(sandbox.world.messages.get(1)?.message).toMatchObject([
      { type: 'image', data: { file_size: '70' } },
    ])
    const none = { type: 'image', data: { file: '/none.png' } }
    await expect(sandbox.act(20001, { do: 'say', group_id: 30001, message: none })).rejects.toMatchObject({
      refusal: 'bad_media',
    })
  })

  it('may be one that was kept before', async () => {
    const sandbox = open()
    const { file } = await sandbox.media.keep(PNG, 'cat.png')
    const message = { type: 'image', data: { file } }
    for (const _ of ['new to the world', 'known to it', 'new to it again']) {
      expect(await sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })).toMatchObject({
        status: 'ok',
      })
      expect(sandbox.world.media.get(file)?.name).toBe('cat.png')
      if (sandbox.world.messages.size > 1) sandbox.reset()
    }
  })

  it('opens no port any more once the sandbox is closed', async () => {
    const sandbox = open()
    const message = { type: 'image', data: { file: IMAGE } }
    const early = sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    await sandbox.close()
    const late = await sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    for (const answer of [await early, late]) {
      expect(answer).toMatchObject({ refusal: 'bad_media', reason: expect.stringContaining('is closed') })
    }
  })

  it('makes nobody wait where there is none', () => {
    const answer = open().call(10000, 'send_group_msg', { group_id: 30001, message: '你好' })
    expect(answer).toMatchObject({ status: 'ok' })
  })

  const withFiles = Object.entries(actionHandlers).flatMap(([name, action]) => {
    const { files = [], messages = [] } = action as Action
    return [
      ...files.map((param) => [name, param, '/none/at.all'] as const),
      ...messages.map((param) => [name, param, { type: 'image', data: { file: '/none/at.all' } }] as const),
    ]
  })

  it.each(withFiles)('is refused by %s in %s when it cannot be read', async (name, path, value) => {
    const [param = '', inside] = path.split('.')
    const params = { [param]: inside === undefined ? value : { [inside]: value } }
    const sandbox = open(profilesWith(name)[0])
    expect(await sandbox.call(10000, name, params)).toMatchObject({ refusal: 'bad_media', retcode: 1200 })
  })
})
