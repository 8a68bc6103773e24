import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { Sandbox } from '../sandbox.js'
import { VirtualClock } from '../virtual-clock.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'rookery-folders-')))
const pictures = join(dir, 'pictures')
mkdirSync(join(pictures, 'deep'), { recursive: true })
mkdirSync(join(dir, 'pictures2'))
for (const file of ['secret', 'pictures/cat.txt', 'pictures/deep/..dog.txt', 'pictures2/no.txt'])
  writeFileSync(join(dir, file), file)
symlinkSync(join(dir, 'secret'), join(pictures, 'link'))
afterAll(() => rmSync(dir, { recursive: true }))

const opened: Sandbox[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

/** A sandbox that others can reach, with folders that are named. */
function reachable(folders?: readonly string[]): Sandbox {
  const sandbox = new Sandbox(readingClub(), new VirtualClock(NOW_MS), { folders })
  opened.push(sandbox)
  sandbox.media.closePaths()
  return sandbox
}

const image = (file: string) => [{ type: 'image', data: { file } }]
const OUTSIDE = expect.stringContaining('is in no folder that files may come from')

describe('a path, where others can reach the sandbox', () => {
  it.each([
    ['an absolute path', () => join(dir, 'secret')],
    ['a file URL', () => pathToFileURL(join(dir, 'secret')).href],
    ['a path behind file://', () => `file://${join(dir, 'secret')}`],
    ['a way back out', () => `${pictures}/../secret`],
    ['a way back out, encoded', () => `${pathToFileURL(pictures).href}/%2e%2e/secret`],
    ['a link that leads out', () => join(pictures, 'link')],
    ['a folder of a longer name', () => join(dir, 'pictures2', 'no.txt')],
    ['the folder itself', () => pictures],
    ['a device', () => '/dev/zero'],
    ['something that is not there', () => join(dir, 'none')],
  ])('leads nowhere else than into a folder that was named: %s', async (_, path) => {
    const sandbox = reachable([pictures])
    const message = image(path())
    const answer = await sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    expect(answer).toMatchObject({ status: 'failed', retcode: 1200, reason: OUTSIDE })
  })

  it.each([
    ['upload_group_file', { group_id: 30001, name: 'x' }],
    ['set_qq_avatar', {}],
    ['set_group_portrait', { group_id: 30001 }],
    ['upload_private_file', { user_id: 20001, name: 'x' }],
  ])('is refused to %s, too', async (action, params) => {
    const answer = await reachable().call(10000, action, { ...params, file: join(dir, 'secret') })
    expect(answer).toMatchObject({ status: 'failed', reason: OUTSIDE })
  })

  it('is refused to who has opened the page, too', async () => {
    const message = image(join(dir, 'secret')) as never
    const act = async () => reachable().act(20001, { do: 'say', group_id: 30001, message })
    await expect(act()).rejects.toMatchObject({ refusal: 'bad_media', message: OUTSIDE })
  })

  it.each(['cat.txt', 'deep/..dog.txt', 'deep/../cat.txt'])(
    'leads into a folder that was named: %s',
    async (file) => {
      const sandbox = reachable([join(dir, 'nowhere'), pictures])
      for (const path of [`${pictures}/${file}`, `file://${pictures}/${file}`]) {
        const params = { group_id: 30001, message: image(path) }
        expect(await sandbox.call(10000, 'send_group_msg', params)).toMatchObject({ status: 'ok' })
      }
    },
  )

  it('takes nothing away from content in the call itself', async () => {
    const params = { group_id: 30001, message: image('base64://QUJD') }
    expect(await reachable().call(10000, 'send_group_msg', params)).toMatchObject({ status: 'ok' })
  })

  it('tells nothing of what is outside, not even whether it is there', async () => {
    const sandbox = reachable([pictures])
    const reasons: string[] = []
    for (const name of ['secret', 'nosuch']) {
      const params = { group_id: 30001, message: image(join(dir, name)) }
      const answer = await sandbox.call(10000, 'send_group_msg', params)
      if (answer.status === 'failed') reasons.push(answer.reason.replace(name, '…'))
    }
    expect(reasons).toHaveLength(2)
    expect(reasons[0]).toBe(reasons[1])
  })
})
