import { expect, it } from 'vitest'
import { isSecretAt } from './config-secrets.js'

it.each([
  ['url', 'ws://127.0.0.1:3001/?access_token=abc', true],
  ['webui', 'http://127.0.0.1:6099/webui?token=abc', true],
  ['webui', 'http://me:word@127.0.0.1:6099/', true],
  ['webui', 'http://127.0.0.1:6099/webui', false],
  ['name', 'what?', false],
])('%s: %s is a secret: %s', (key, text, isSecret) => {
  expect(isSecretAt(['upstreams', 0, key], text)).toBe(isSecret)
})
