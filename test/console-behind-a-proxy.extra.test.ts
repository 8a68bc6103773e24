import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ADMIN_TOKEN, AdminStage } from '../packages/admin/src/admin.fixture.js'
import { cert, key } from '../packages/hub/src/tls.fixture.js'
import { nginxBefore } from './behind-a-proxy/nginx.js'

/** Lines for nginx in the page of the console. */
const page = readFileSync(new URL('../docs/guide/en/console.md', import.meta.url), 'utf8')
const lines = /^```nginx\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
const NAME = 'hub.example.com'

let stage: AdminStage
let folder: string
beforeEach(() => {
  stage = new AdminStage()
  folder = mkdtempSync(join(tmpdir(), 'rookery-proxied-'))
  writeFileSync(join(folder, 'cert.pem'), cert)
  writeFileSync(join(folder, 'key.pem'), key)
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

it('the console works below a path, as the guide puts it behind nginx', async () => {
  const access = { behindProxy: true, hosts: [NAME] }
  const listen = { host: '127.0.0.1', port: 0, hosts: [NAME] }
  await stage.start(access, { staticFolder: pathToFileURL(`${folder}/`) }, { listen })
  const nginx = await nginxBefore(stage.stage, () =>
    lines
      .replace('listen 443 ssl', 'listen 80 ssl')
      .replace('/etc/ssl/hub.example.com.pem', join(folder, 'cert.pem'))
      .replace('/etc/ssl/hub.example.com.key', join(folder, 'key.pem')),
  )
  const { port } = new URL(nginx.url)
  const base = { host: '127.0.0.1', port, rejectUnauthorized: false }
  const host = `${NAME}:${port}`
  const ask = (method: string, path: string, headers = {}, body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = https.request(
        { ...base, method, path, headers: { Host: host, ...headers }, agent: false },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          )
        },
      )
      request.on('error', reject).end(body)
    })
  expect((await ask('GET', '/rookery/console/')).text).toContain('<!doctype html>')
  expect((await ask('GET', '/rookery/console')).headers.location).toBe('console/')
  const json = { 'Content-Type': 'application/json', Origin: `https://${host}` }
  const login = await ask('POST', '/rookery/api/admin/login', json, JSON.stringify({ token: ADMIN_TOKEN }))
  expect(login.status).toBe(200)
  const cookie = String(login.headers['set-cookie'])
  expect(cookie).toMatch(/^__Host-rookery_\d+=.*; Secure/)
  const Cookie = cookie.split(';')[0] ?? ''
  const { csrf } = JSON.parse(login.text) as { readonly csrf: string }
  expect((await ask('GET', '/rookery/api/admin/state', { Cookie })).status).toBe(200)
  const change = { ...json, Cookie, 'X-CSRF-Token': csrf }
  expect((await ask('POST', '/rookery/api/admin/clients/koishi/jump', change, '{}')).status).toBe(200)
  const foreign = { ...change, Origin: 'https://evil.example' }
  expect((await ask('POST', '/rookery/api/admin/clients/koishi/jump', foreign, '{}')).status).toBe(403)
  const live = new WebSocket(`wss://127.0.0.1:${port}/rookery/api/admin/live`, {
    rejectUnauthorized: false,
    headers: { Host: host, Cookie, Origin: `https://${host}` },
  })
  const first = await new Promise((resolve, reject) => {
    live.on('message', (data) => resolve(JSON.parse(data.toString())))
    live.on('error', reject)
  })
  expect(first).toMatchObject({ type: 'hello', realm: 'admin' })
  live.close()
  // What nginx logs holds neither token nor link.
  expect(nginx.accessLog()).not.toContain(ADMIN_TOKEN)
})
