import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AdminStage } from '../admin.fixture.js'

let stage: AdminStage
let folder: string
beforeEach(() => {
  stage = new AdminStage()
  folder = mkdtempSync(join(tmpdir(), 'rookery-console-'))
  mkdirSync(join(folder, 'console/chunks'), { recursive: true })
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'console/index.html'), '<!doctype html><script type=module src=app.js></script>')
  writeFileSync(join(folder, 'console/app.js'), 'export {}')
  writeFileSync(join(folder, 'console/chunks/editor.js'), 'export {}')
  writeFileSync(join(folder, 'console/notes.txt'), 'no')
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const start = () => stage.start({}, { staticFolder: pathToFileURL(`${folder}/console/`) })
const get = (path: string, headers = {}) => stage.ask('GET', path, { headers })

describe('the files of the console', () => {
  it('are served to anybody, with a policy that executes nothing else', async () => {
    await start()
    const { status, headers, text } = await get('/console/')
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('<script')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect((await get('/console/app.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect((await get('/console/chunks/editor.js')).status).toBe(200)
  })

  it('are asked for by relative addresses, so that they may lie below a path', async () => {
    await start()
    const { status, headers } = await get('/console')
    expect([status, headers.location]).toEqual([308, 'console/'])
  })

  it('are not sent again while they are the same', async () => {
    await start()
    const { etag = '' } = (await get('/console/app.js')).headers
    const again = await get('/console/app.js', { 'If-None-Match': etag })
    expect([again.status, again.text]).toEqual([304, ''])
    const head = await stage.ask('HEAD', '/console/app.js')
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('are those of the folder alone', async () => {
    symlinkSync(join(folder, 'secret.json'), join(folder, 'console/link.json'))
    await start()
    // As it is written: an address would be settled before it is sent.
    for (const path of [
      '/console/../secret.json',
      '/console/%2e%2e/secret.json',
      '/console/..%2fsecret.json',
      '/console//etc/passwd',
      '/console/notes.txt',
      '/console/chunks',
      '/console/chunks/',
      '/console/link.json',
      '/console/toString',
      '/console/none.js',
    ])
      expect((await get(`${stage.origin}${path}`)).status, path).toBe(404)
    expect((await stage.ask('POST', '/console/app.js', { body: {} })).status).toBe(405)
  })

  it('are missed in words where the console is not installed', async () => {
    await stage.start()
    const { status, json } = await get('/console/')
    expect([status, json]).toMatchObject([404, { error: { message: 'the console is not installed' } }])
  })
})
