import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBot } from '../create-bot.js'
import { ConfigError } from './config-error.js'
import { defineConfig } from './define-config.js'
import { loadConfig } from './load-config.js'

const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('a config', () => {
  it('leaves to rookery dev what is its own in the environment', () => {
    expect(problemsOf(() => defineConfig({}, { ROOKERY_EXPLAIN: '1' }))).toEqual([])
  })

  it('is of the file, with the environment over it', async () => {
    const values = {
      nickname: '小企',
      superusers: [10001],
      listen: { port: 8080 },
      texts: { denied: ['不行', '没有权限'] },
      plugins: { weather: { unit: 'C', city: '南京' } },
    }
    const env = {
      ROOKERY_URL: 'ws://127.0.0.1:7700',
      ROOKERY_TOKEN: 'secret',
      ROOKERY_SUPERUSERS: '1, 2',
      ROOKERY_PREFIXES: '/,',
      ROOKERY_SUGGEST: 'false',
      ROOKERY_SESSION_TIMEOUT_MS: '60000',
      ROOKERY_LISTEN_HOST: '::1',
      ROOKERY_LANGUAGE: '',
      ROOKERY_PLUGIN_WEATHER__API_KEY: 'k',
      ROOKERY_PLUGIN_WEATHER__UNIT: 'F',
      ROOKERY_OTHER_THINGS: 'are none of our business',
    }
    const config = defineConfig(values, env)
    expect(config).toEqual({
      nickname: ['小企'],
      superusers: ['1', '2'],
      listen: { port: 8080, host: '::1' },
      texts: { denied: ['不行', '没有权限'] },
      plugins: { weather: { unit: 'F', city: '南京', apiKey: 'k' } },
      url: 'ws://127.0.0.1:7700',
      token: 'secret',
      prefixes: ['/', ''],
      suggest: false,
      sessionTimeoutMs: 60_000,
    })
    await createBot(config).close()
  })

  it('is refused with every key that is wrong, what was found and what is allowed', () => {
    const values = {
      superuser: [1],
      nickname: 5,
      listen: { port: 99_999, hots: 'x' },
      token: 123,
      texts: { denyed: 'x' },
      something: 1,
    }
    const found = problemsOf(() =>
      defineConfig(values as never, {
        ROOKERY_LISTEN_PORT: 'x',
        ROOKERY_SUPERUSER: '1',
        ROOKERY_DEBUG: 'maybe',
      }),
    )
    expect(found.slice(0, -4)).toEqual([
      'defineConfig: "superuser" is no key; did you mean "superusers"?',
      'defineConfig: "nickname" must be a name, or a list of names, found 5',
      'defineConfig: "listen.port" must be a port, found 99999',
      'defineConfig: "listen.hots" is no key; did you mean "host"?',
      'defineConfig: "token" must be a text, found number, which is not shown',
      'defineConfig: "texts.denyed" is no key; did you mean "denied"?',
    ])
    expect(found.at(-4)).toMatch(/"something" is no key; there are url, apiRoot, /)
    expect(found.slice(-3)).toEqual([
      'ROOKERY_LISTEN_PORT must be a port, found "x"',
      'ROOKERY_SUPERUSER is not read; did you mean "ROOKERY_SUPERUSERS"?',
      'ROOKERY_DEBUG must be true or false, found "maybe"',
    ])
  })

  it.each([null, [], 'x'])('is no %j', (value) => {
    expect(problemsOf(() => defineConfig(value as never, {}))[0]).toContain('it must be an object')
  })
})

describe('a config file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rookery-config-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is JSON; what it stores lies beside it', async () => {
    const file = join(folder, 'bot.config.json')
    await writeFile(file, '\uFEFF{"storage": "kept", "$schema": "x"}')
    const { storage } = await loadConfig({ file, env: {} })
    await storage?.open('a').set('x', 1)
    const { readdir } = await import('node:fs/promises')
    expect((await readdir(join(folder, 'kept'))).sort()).toEqual(['.lock', 'a.json'])
  })

  it('that is broken, or named and not there, is told; the usual one need not be there', async () => {
    const file = join(folder, 'bot.json')
    await writeFile(file, '{')
    await expect(loadConfig({ file, env: {} })).rejects.toThrow('bot.json is no JSON')
    await expect(loadConfig({ file: join(folder, 'none.json'), env: {} })).rejects.toThrow('cannot be read')
    expect(await loadConfig({ env: {} })).toEqual({})
  })
})
