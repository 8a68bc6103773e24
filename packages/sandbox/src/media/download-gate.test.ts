import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownloadGate } from './download-gate.js'
import { MediaStore } from './media-store.js'

let server: http.Server
let url: string
/** Requests that have come and are not answered. */
let held: { readonly path: string; readonly response: http.ServerResponse }[]

beforeEach(async () => {
  held = []
  server = http.createServer((request, response) => held.push({ path: request.url ?? '', response }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${url}/file${index}`)

/** Answers whatever comes, until so many were answered. */
async function answerAll(
  count: number,
  answer: (held: { path: string; response: http.ServerResponse }) => void,
) {
  for (let answered = 0; answered < count; answered++) {
    await expect.poll(() => held.length).toBeGreaterThan(0)
    const next = held.shift()
    if (next) answer(next)
  }
}

describe('downloads at once', () => {
  it('are four of forty, and all of them come', async () => {
    const store = new MediaStore()
    const files = Promise.all(names(40).map((source) => store.resolve(source)))
    await expect.poll(() => held.length).toBe(4)
    // A request that needs no turn comes after all that were on their way.
    const other = fetch(url)
    await expect.poll(() => held.length).toBe(5)
    held.pop()?.response.end()
    await other
    expect(held.length).toBe(4)
    await answerAll(40, ({ path, response }) => response.end(path))
    expect(new Set((await files).map(({ file }) => file)).size).toBe(40)
    await store.close()
  })

  it('are each given up when they are too large, one after the other', async () => {
    const store = new MediaStore({ maxBytes: 1_000, maxAtOnce: 1 })
    const settled = Promise.allSettled(names(5).map((source) => store.resolve(source)))
    await answerAll(5, ({ response }) => void response.write(Buffer.alloc(2_000)))
    for (const each of await settled) expect(each).toMatchObject({ reason: { refusal: 'too_large' } })
    await store.close()
  })

  it('that hang keep the others waiting for no longer than a download may take', async () => {
    const store = new MediaStore({ maxAtOnce: 1, timeoutMs: 100 })
    const settled = await Promise.allSettled(names(3).map((source) => store.resolve(source)))
    for (const each of settled) expect(each).toMatchObject({ reason: { refusal: 'bad_media' } })
    held = []
    const next = store.resolve(`${url}/file3`)
    await answerAll(1, ({ path, response }) => response.end(path))
    expect(await next).toMatchObject({ size: 6 })
    await store.close()
  })

  it('hold up nothing that needs none', async () => {
    const store = new MediaStore({ maxAtOnce: 1 })
    const hanging = store.resolve(`${url}/file0`).catch(() => 'ended')
    await expect.poll(() => held.length).toBe(1)
    expect(await store.resolve('base64://QUJD')).toMatchObject({ size: 3 })
    held[0]?.response.destroy()
    expect(await hanging).toBe('ended')
    await store.close()
  })

  it('are refused where a thousand wait', async () => {
    const gate = new DownloadGate({ maxAtOnce: 1, timeoutMs: 60_000 })
    let [running, most] = [0, 0]
    const begin: { go: () => void } = { go: () => {} }
    const begun = new Promise<void>((resolve) => (begin.go = resolve))
    const job = async () => {
      most = Math.max(most, ++running)
      await begun
      running--
    }
    const all = Array.from({ length: 1_001 }, () => gate.run(job))
    await expect(gate.run(job)).rejects.toMatchObject({ refusal: 'bad_media' })
    begin.go()
    await Promise.all(all)
    expect([running, most]).toEqual([0, 1])
  })
})
