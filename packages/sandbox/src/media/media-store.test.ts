import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MediaStore } from './media-store.js'
import { PNG } from './png.fixture.js'

const LIMITS = { maxBytes: 1000, timeoutMs: 300 }
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

let dir: string
let server: http.Server
let url: string
let store: MediaStore

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rookery-test-'))
  server = http.createServer((request, response) => answer(request.url ?? '', response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(dir, { recursive: true })
})

beforeEach(() => {
  store = new MediaStore(LIMITS)
})
afterEach(() => store.close())

function answer(path: string, response: http.ServerResponse): void {
  if (path === '/away') response.writeHead(302, { Location: '/%E7%8C%AB.png?x=1' }).end()
  else if (path.startsWith('/%E7%8C%AB.png')) response.end(PNG)
  else if (path === '/large') response.end(Buffer.alloc(2000))
  else if (path === '/endless') {
    const timer = setInterval(() => response.write(Buffer.alloc(400)), 5)
    response.on('close', () => clearInterval(timer))
  } else if (path === '/slow') response.flushHeaders()
  else if (path === '/broken') response.destroy()
  else if (path === '/loop') response.writeHead(302, { Location: '/loop' }).end()
  else response.writeHead(404).end('none')
}

describe('a pipe', () => {
  it.skipIf(process.platform === 'win32')(
    'is no file, and nobody waits for what is written to it',
    async () => {
      const pipe = join(dir, 'pipe')
      execFileSync('mkfifo', [pipe])
      await expect(store.resolve(pipe)).rejects.toMatchObject({ refusal: 'bad_media' })
    },
  )
})

describe('a file comes', () => {
  const png = { file: expect.stringMatching(/^[0-9a-f]{64}\.png$/), size: PNG.length, mime: 'image/png' }

  it.each<[string, () => string, string?]>([
    ['from base64', () => `base64://${base64(PNG)}`],
    ['from base64 without padding', () => `base64://${base64(PNG).replace(/=+$/, '')}`],
    ['from a data URI', () => `data:image/gif;base64,${base64(PNG)}`],
    ['from a path', () => join(dir, '猫 %20.png'), '猫 %20.png'],
    ['from a file URL', () => pathToFileURL(join(dir, '猫 %20.png')).href, '猫 %20.png'],
    ['over HTTP', () => `${url}/%E7%8C%AB.png?a=1`, '猫.png'],
    ['by way of a redirect', () => `${url}/away`, '猫.png'],
  ])('%s', async (_, source, name) => {
    await writeFile(join(dir, '猫 %20.png'), PNG)
    const media = await store.resolve(source())
    expect(media).toMatchObject({ ...png, name: name ?? media.file })
    expect(await readFile(media.path ?? '')).toEqual(Buffer.from(PNG))
  })

  it('from a path that stands behind file:// as it is', async () => {
    await writeFile(join(dir, '狗 1.png'), PNG)
    expect(await store.resolve(`file://${join(dir, '狗 1.png')}`)).toMatchObject(png)
  })

  it('from a data URI of text', async () => {
    expect(await store.resolve('data:,%E4%BD%A0%E5%A5%BD')).toMatchObject({
      size: 6,
      name: expect.stringMatching(/\.bin$/),
    })
  })
})

describe('a file is refused', () => {
  it.each<[string, () => string]>([
    ['that is not there', () => join(dir, 'none.png')],
    ['that is a directory', () => dir],
    ['that is a device', () => '/dev/zero'],
    ['whose URL is no path', () => 'file://elsewhere/a.png'],
    ['whose URL is not one', () => 'http://'],
    ['that is not base64', () => 'base64://猫'],
    ['that is empty base64', () => 'base64://'],
    ['whose data URI has no comma', () => 'data:image/png'],
    ['whose data URI is not encoded', () => 'data:,%E4%'],
    ['whose server does not have it', () => `${url}/none`],
    ['whose server breaks off', () => `${url}/broken`],
    ['whose server never answers', () => `${url}/slow`],
    ['whose server sends one round in circles', () => `${url}/loop`],
    ['whose server is not there', () => 'http://127.0.0.1:1/a.png'],
  ])('%s', async (_, source) => {
    await expect(store.resolve(source())).rejects.toMatchObject({ refusal: 'bad_media', retcode: 1200 })
  })

  it.each<[string, () => string | Promise<string>]>([
    ['in base64', () => `base64://${base64(Buffer.alloc(1001))}`],
    ['in a data URI', () => `data:,${'a'.repeat(1001)}`],
    ['over HTTP', () => `${url}/large`],
    ['over HTTP without saying so', () => `${url}/endless`],
    [
      'on disk',
      async () => {
        await writeFile(join(dir, 'large'), Buffer.alloc(1001))
        return join(dir, 'large')
      },
    ],
  ])('that is too large %s', async (_, source) => {
    await expect(store.resolve(await source())).rejects.toMatchObject({ refusal: 'too_large' })
  })
})

describe('the store', () => {
  it('keeps the same content once', async () => {
    const one = await store.keep({ bytes: PNG, name: 'a.png' })
    const other = await store.keep({ bytes: PNG, name: 'b.jpg' })
    expect(other).toEqual({ ...one, name: 'b.jpg' })
    expect(await readdir(dirname(one.path ?? ''))).toEqual([one.file])
  })

  it('removes the directory that it made', async () => {
    const { path = '' } = await store.keep({ bytes: PNG, name: '' })
    await store.close()
    expect(existsSync(dirname(path))).toBe(false)
  })

  it('waits for what is being written, and keeps nothing more once it is closed', async () => {
    const { path = '' } = await store.keep({ bytes: PNG, name: '' })
    const writing = Array.from({ length: 20 }, (_, index) =>
      store.keep({ bytes: Buffer.alloc(1_000_000, index), name: '' }).catch(({ refusal }) => refusal),
    )
    // Far enough for the directory, and not for the files.
    await Promise.resolve()
    await store.close()
    await Promise.all(writing)
    await expect(store.keep({ bytes: PNG, name: '' })).rejects.toMatchObject({ refusal: 'bad_media' })
    expect(existsSync(dirname(path))).toBe(false)
  })

  it('leaves the directory that it was given', async () => {
    const given = new MediaStore({ dir: join(dir, 'kept', 'here') })
    const { path = '' } = await given.keep({ bytes: PNG, name: '' })
    await given.close()
    expect(existsSync(path)).toBe(true)
  })

  it('refuses what it has no place for', async () => {
    await writeFile(join(dir, 'no-directory'), '')
    const nowhere = new MediaStore({ dir: join(dir, 'no-directory') })
    await expect(nowhere.keep({ bytes: PNG, name: '' })).rejects.toMatchObject({ refusal: 'bad_media' })
  })

  it('makes none before it has a file', async () => {
    expect(await store.pathOf(`${'0'.repeat(64)}.png`)).toBeUndefined()
  })
})
