import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyWorld } from '../world/world.js'
import { byteRange } from './byte-range.js'
import { PNG } from './png.fixture.js'
import { type Brought, SandboxMedia } from './sandbox-media.js'

const plan = { files: ['file'] }

let media: SandboxMedia
let brought: Brought
let file: string

beforeEach(async () => {
  media = new SandboxMedia()
  const params = { file: `base64://${Buffer.from(PNG).toString('base64')}` }
  const settled = await media.settle(emptyWorld(), plan, params)
  if (!settled) throw new TypeError('nothing was fetched')
  brought = settled
  file = `${brought.mediaUrl}/${brought.media[0]?.file}`
})
afterEach(() => media.close())

describe('a file is served', () => {
  it('as what it is, and as nothing else', async () => {
    const response = await fetch(file)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'x-content-type-options': 'nosniff',
    })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(PNG))
  })

  it('without its content, to HEAD', async () => {
    const response = await fetch(file, { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe(String(PNG.length))
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  it('in part', async () => {
    const response = await fetch(file, { headers: { Range: 'bytes=1-3' } })
    expect([response.status, response.headers.get('content-range')]).toEqual([206, `bytes 1-3/${PNG.length}`])
    expect(await response.text()).toBe('PNG')
    expect((await fetch(file, { headers: { Range: 'bytes=9999-' } })).status).toBe(416)
  })

  it.each([
    ['/media/../../etc/passwd', 404],
    ['/media/%2e%2e%2fetc%2fpasswd', 404],
    [`/media/${'0'.repeat(64)}.png`, 404],
    [`/media/${'0'.repeat(32)}/${'0'.repeat(64)}.png`, 404],
    ['/media/', 404],
    ['/elsewhere', 404],
  ])('only where there is one: %s', async (path, status) => {
    expect((await fetch(new URL(brought.mediaUrl).origin + path)).status).toBe(status)
  })

  it('to nobody who writes', async () => {
    expect((await fetch(file, { method: 'POST' })).status).toBe(405)
  })

  it('no more once it is closed', async () => {
    await media.close()
    await expect(fetch(file)).rejects.toThrow()
  })

  it('by somebody else where somebody does', async () => {
    const served = new SandboxMedia()
    served.serveAt('http://127.0.0.1:9/page/media/')
    const settled = await served.settle(emptyWorld(), plan, { file: 'data:,a' })
    expect(settled?.mediaUrl).toMatch(/^http:\/\/127\.0\.0\.1:9\/page\/media\/[0-9a-f]{32}$/)
    await served.close()
  })
})

describe('a range', () => {
  it.each([
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=2-5', { start: 2, end: 5 }],
    ['bytes=2-99', { start: 2, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=5-2', undefined],
    ['bytes=0-1,3-4', undefined],
    ['lines=1-2', undefined],
    [undefined, undefined],
  ])('of ten bytes: %s', (header, range) => {
    expect(byteRange(header, 10)).toEqual(range)
  })

  it('never leaves the file', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.option(fc.nat()), fc.nat(), (first, last, size) => {
        const range = byteRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
        if (typeof range !== 'object') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.start).toBeLessThanOrEqual(range.end)
        expect(range.end).toBeLessThan(size)
      }),
    )
  })
})
